package io.polystore.atomic.bench.measure;

import java.util.List;

/**
 * Measures in turn, A B C A B C, so that whatever else the machine does hits all alike.
 */
public final class Rounds {

	private Rounds() {
	}

	/**
	 * Measures subjects in turn, after one round that does not count.
	 */
	public static Recorder warmAndInterleave(int rounds, List<Subject> subjects) throws Exception {
		interleave(1, subjects);
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
