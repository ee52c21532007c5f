package io.polystore.atomic.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the counters say, beside what those who counted were told.
 */
final class Balance {

	private final Ledger own;

	private final Ledger child;

	private final List<String> violations = new ArrayList<>();

	private long lost;

	Balance(Site site, Ledger own, Ledger child) throws IOException {
		this.own = own;
		this.child = child;
		for (int counter = 0; counter < Counters.COUNT; counter++) {
			compare(counter, Counters.value(site, counter));
		}
	}

	/** Of what a killed process had begun nobody knows. */
	private void compare(int counter, long value) {
		long least = this.own.acknowledged(counter) + this.child.acknowledged(counter);
		long most = least + this.own.inDoubt(counter) + this.child.inDoubt(counter);
		if (value < least || value > most) {
			this.violations.add("counter %d: %d, not %d to %d".formatted(counter, value, least, most));
		}
		this.lost += Math.max(0, least - value);
	}

	List<String> violations() {
		return this.violations;
	}

	Map<String, Long> figures() {
		Map<String, Long> figures = new LinkedHashMap<>();
		figures.put("acknowledged increments", this.own.acknowledged() + this.child.acknowledged());
		figures.put("of them by killed processes", this.child.acknowledged());
		figures.put("lost", this.lost);
		return figures;
	}

}
