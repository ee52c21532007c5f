package io.polystore.atomic.fault;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was tried, and what came of it.
 */
final class Figures {

	private int operations;

	private int calls;

	private int singles;

	private int pairs;

	private int survived;

	private int typed;

	private int asThrown;

	private int violations;

	void operation(int calls) {
		this.operations++;
		this.calls += calls;
	}

	void single() {
		this.singles++;
	}

	void pair() {
		this.pairs++;
	}

	void outcome(Throwable failure) {
		if (failure == null) {
			this.survived++;
		}
		else if (failure.getClass().getName().startsWith("io.polystore.")) {
			this.typed++;
		}
		else {
			this.asThrown++;
		}
	}

	void violations(int number) {
		this.violations += number;
	}

	Map<String, Integer> figures() {
		Map<String, Integer> figures = new LinkedHashMap<>();
		figures.put("operations", this.operations);
		figures.put("calls", this.calls);
		figures.put("single faults", this.singles);
		figures.put("pairs", this.pairs);
		figures.put("survived", this.survived);
		figures.put("failed typed", this.typed);
		figures.put("failed as the provider threw", this.asThrown);
		figures.put("violations", this.violations);
		return figures;
	}

}
