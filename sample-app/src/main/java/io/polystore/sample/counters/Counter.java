package io.polystore.sample.counters;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A counter as it is stored. Immutable.
 *
 * @param count where it is
 * @param operations its latest operations with an id, the oldest first
 */
record Counter(long count, Map<String, Operation> operations) {

	static final Counter ZERO = new Counter(0, Map.of());

	Counter {
		operations = (operations != null) ? Collections.unmodifiableMap(operations) : Map.of();
	}

	@Nullable Operation operation(String id) {
		return this.operations.get(id);
	}

	Counter add(long by) {
		return new Counter(Math.addExact(this.count, by), this.operations);
	}

	Counter add(long by, String id, int remembered) {
		Counter added = add(by);
		Map<String, Operation> latest = new LinkedHashMap<>(this.operations);
		latest.put(id, new Operation(by, added.count()));
		Iterator<String> oldest = latest.keySet().iterator();
		for (int surplus = latest.size() - remembered; surplus > 0; surplus--) {
			oldest.next();
			oldest.remove();
		}
		return new Counter(added.count(), latest);
	}

}
