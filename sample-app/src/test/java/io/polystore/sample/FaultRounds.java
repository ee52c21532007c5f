package io.polystore.sample;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rounds in which something happens to replicas while clients count, and what came of it.
 */
final class FaultRounds {

	/** How often each fault happens. */
	static final int ROUNDS = Integer.getInteger("polystore.atomic.test.fault-rounds", 2);

	static final int CLIENTS = 2 * Replicas.COUNT;

	static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final int ENOUGH = 5 * CLIENTS;

	private final String locks;

	private final Replicas replicas;

	private final Map<String, Load> loads = new LinkedHashMap<>();

	private final Map<String, Tally> tallies = new LinkedHashMap<>();

	/**
	 * Creates no round yet.
	 * @param locks what keeps the locks, to be told
	 * @param replicas to whom something happens
	 */
	FaultRounds(String locks, Replicas replicas) {
		this.locks = locks;
		this.replicas = replicas;
	}

	/** Lets clients count before, while and after something happens. */
	void round(String fault, Consumer<Load> happening) {
		int number = this.tallies.getOrDefault(fault, Tally.NONE).rounds();
		Load load = Load.start("%s-%s-%d".formatted(this.locks, fault, number), CLIENTS, this.replicas::apis);
		this.loads.put(fault, load);
		try {
			load.awaitMore(ENOUGH, PATIENCE);
			happening.accept(load);
			load.awaitMore(ENOUGH, PATIENCE);
		}
		finally {
			load.finish();
		}
	}

	/**
	 * Waits for all replicas, and asks each what became of the rounds since the last
	 * time.
	 */
	void judge() {
		this.replicas.awaitAll();
		this.loads.forEach((fault, load) -> this.tallies.merge(fault, Tally.of(verdict(load)), Tally::plus));
		this.loads.clear();
	}

	private Load.Verdict verdict(Load load) {
		List<Load.Verdict> verdicts = this.replicas.apis().stream().map((api) -> load.verdict(api, 1)).toList();
		assertThat(verdicts).as("what the replicas show").hasSize(Replicas.COUNT);
		assertThat(verdicts.stream().distinct()).as("what the replicas show").hasSize(1);
		return verdicts.get(0);
	}

	/** Says what came of each fault. */
	void print() {
		this.tallies.forEach(
				(fault, tally) -> System.out.printf("%s, %s: %s: all ids as they must be%n", this.locks, fault, tally));
	}

	/**
	 * What became of the operations of all rounds of a fault.
	 */
	private record Tally(int rounds, int acknowledged, int refused, int unanswered, int there) {

		static final Tally NONE = new Tally(0, 0, 0, 0, 0);

		static Tally of(Load.Verdict verdict) {
			return new Tally(1, verdict.acknowledged(), verdict.refused(), verdict.unknown(), verdict.there());
		}

		Tally plus(Tally other) {
			return new Tally(this.rounds + other.rounds, this.acknowledged + other.acknowledged,
					this.refused + other.refused, this.unanswered + other.unanswered, this.there + other.there);
		}

		@Override
		public String toString() {
			return "%d rounds, %d acknowledged, %d refused, %d unanswered, %d there".formatted(this.rounds,
					this.acknowledged, this.refused, this.unanswered, this.there);
		}

	}

}
