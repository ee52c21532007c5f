package io.polystore.sample.counters;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request to count; the same each time that it is sent with the same id.
 *
 * @param counter the name of the counter
 * @param count where this operation got
 * @param id the id of the operation, if it has one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Incremented(String counter, long count, @Nullable String id) {

}
