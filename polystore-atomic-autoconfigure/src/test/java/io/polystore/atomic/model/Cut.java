package io.polystore.atomic.model;

import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.json.Version;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Where a process comes to its end within an operation.
 *
 * @param behindCommit whether calls are counted from the one that changes the document
 * @param call the first call of the file system that is not made any more, from 1
 * @param maxWrite the most bytes that are written at once, so that an end falls into the
 * middle of a file, too
 */
record Cut(boolean behindCommit, int call, int maxWrite) {

	private static final int CALLS = 55;

	private static final int CALLS_BEHIND_COMMIT = 12;

	static Arbitrary<Cut> any() {
		return Arbitraries.frequencyOf(Tuple.of(3, any(false, CALLS)), Tuple.of(1, any(true, CALLS_BEHIND_COMMIT)));
	}

	private static Arbitrary<Cut> any(boolean behindCommit, int calls) {
		Arbitrary<Integer> call = Arbitraries.integers()
			.between(1, calls)
			.withDistribution(RandomDistribution.uniform());
		return Combinators.combine(call, Arbitraries.of(20, Item.LIMIT))
			.as((number, maxWrite) -> new Cut(behindCommit, number, maxWrite));
	}

	static Cut parse(List<String> words) {
		return new Cut(Boolean.parseBoolean(words.get(0)), Integer.parseInt(words.get(1)),
				Integer.parseInt(words.get(2)));
	}

	List<String> words() {
		return List.of("" + this.behindCommit, "" + this.call, "" + this.maxWrite);
	}

	/**
	 * Runs the operation in this process and lets every call from that one on fail, those
	 * of its clean-up too. Channels that are closed are closed all the same, as the
	 * kernel would do it.
	 */
	Ending inThisProcess(Path directory, Operation operation, Version expected) {
		CutFileSystem fileSystem = new CutFileSystem(this, CutFileSystem.End.FAILURES);
		String answer = fileSystem.run(directory, operation, expected);
		return new Ending(answer, fileSystem.isCut());
	}

	/**
	 * Runs it in a process that is gone then.
	 */
	Ending inAnotherProcess(Path directory, Operation operation, Version expected) {
		return CutProcess.run(directory, operation, expected, this);
	}

	/**
	 * What became of it.
	 *
	 * @param answer what the operation said, {@code null} if it could not say anything
	 * @param cut whether it came so far that it was cut
	 */
	record Ending(String answer, boolean cut) {

	}

}
