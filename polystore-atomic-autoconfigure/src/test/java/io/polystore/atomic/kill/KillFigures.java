package io.polystore.atomic.kill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was done to processes, and what came of it. Thread-safe.
 */
final class KillFigures {

	final AtomicInteger killsAtRandom = new AtomicInteger();

	final AtomicInteger killsAtSteps = new AtomicInteger();

	final AtomicLong acknowledged = new AtomicLong();

	final AtomicInteger tempsLeft = new AtomicInteger();

	final AtomicInteger tempsSwept = new AtomicInteger();

	private volatile int allSteps;

	private final Set<Step> steps = ConcurrentHashMap.newKeySet();

	private final List<Violation> violations = Collections.synchronizedList(new ArrayList<>());

	void steps(int all) {
		this.allSteps = all;
	}

	void killed(Step step) {
		this.killsAtSteps.incrementAndGet();
		this.steps.add(step);
	}

	void violated(Violation.Kind kind, String what) {
		this.violations.add(new Violation(kind, what));
	}

	List<Violation> violations() {
		return List.copyOf(this.violations);
	}

	Map<String, Object> toMap(long seed) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("kills at steps", this.killsAtSteps);
		map.put("kills at random", this.killsAtRandom);
		map.put("distinct steps", this.steps.size() + " of " + this.allSteps);
		map.put("operations acknowledged", this.acknowledged);
		for (Violation.Kind kind : Violation.Kind.values()) {
			map.put(kind.text(), violations().stream().filter((violation) -> violation.kind() == kind).count());
		}
		map.put("temps left", this.tempsLeft);
		map.put("temps swept", this.tempsSwept);
		map.put("seed", seed);
		return map;
	}

	/**
	 * What must not be.
	 */
	record Violation(Kind kind, String what) {

		enum Kind {

			ACKNOWLEDGED_LOST, TORN, RESURRECTED, OPERATION_FAILED;

			String text() {
				return name().toLowerCase().replace('_', ' ');
			}

		}

	}

}
