package io.polystore.sample.lab;

import org.jspecify.annotations.Nullable;

/**
 * The lab as clients see it.
 *
 * @param limits how large a run may be
 * @param run the present run or the latest one, {@code null} if there was none
 */
record LabState(Limits limits, @Nullable Run run) {

}
