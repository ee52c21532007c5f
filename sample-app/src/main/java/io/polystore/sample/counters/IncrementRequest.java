package io.polystore.sample.counters;

import io.polystore.sample.OperationIds;
import org.jspecify.annotations.Nullable;

/**
 * Asks to count.
 *
 * @param by how far, 1 if missing
 * @param id names this operation: sent again, it is not counted again
 */
record IncrementRequest(@Nullable Long by, @Nullable String id) {

	static final IncrementRequest BY_ONE = new IncrementRequest(null, null);

	IncrementRequest {
		OperationIds.check(id);
	}

	long amount() {
		return (this.by != null) ? this.by : 1;
	}

}
