package io.polystore.sample.jobs;

import java.util.Map;

import io.polystore.sample.OperationIds;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.util.Assert;

/**
 * Reports a result.
 *
 * @param id names the result: sent again, it is not recorded again; made up if missing
 * @param values what is reported
 */
record ResultRequest(@Nullable String id, Map<String, JsonNode> values) {

	ResultRequest {
		OperationIds.check(id);
		Assert.notNull(values, "'values' must be an object");
	}

}
