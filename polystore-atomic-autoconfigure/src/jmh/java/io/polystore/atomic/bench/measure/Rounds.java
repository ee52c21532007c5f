package io.polystore.atomic.bench.measure;

import java.util.List;

/**
 * Measures in turn, A B C A B C, so that whatever else the machine does hits all alike.
 */
public final class Rounds {

	/**
	 * How many rounds do not count: {@value}.
	 */
	public static final int WARM_UP_ROUNDS = 2;

	private Rounds() {
	}

	/**
	 * Measures subjects in turn, after two rounds that do not count.
	 */
	public static Recorder warmAndInterleave(int rounds, List<Subject> subjects) throws Exception {
		interleave(WARM_UP_ROUNDS, subjects);
		return interleave(rounds, subjects);
	}

	/**
	 * Measures subjects in turn.
	 */
	public static Recorder interleave(int rounds, List<Subject> subjects) throws Exception {
		Recorder recorder = new Recorder();
		for (int round = 0; round < rounds; round++) {
			for (Subject subject : subjects) {
				recorder.add(subject.name(), subject.measurement().take());
			}
		}
		return recorder;
	}

}
