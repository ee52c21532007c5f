package io.polystore.sample.lab;

import java.util.Map;
import java.util.TreeMap;

/**
 * The document that all update: which updates of which worker it contains. Immutable.
 *
 * @param workers the numbers of the updates by worker
 */
record Ledger(Map<String, Numbers> workers) {

	static final Ledger EMPTY = new Ledger(Map.of());

	Ledger with(OperationId id) {
		Map<String, Numbers> next = new TreeMap<>(this.workers);
		next.put(id.worker(), of(id.worker()).with(id.sequence()));
		return new Ledger(next);
	}

	Numbers of(String worker) {
		return this.workers.getOrDefault(worker, Numbers.NONE);
	}

}
