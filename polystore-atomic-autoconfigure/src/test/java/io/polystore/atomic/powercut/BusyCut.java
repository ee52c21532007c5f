package io.polystore.atomic.powercut;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cut in the middle of work, and what had been logged by then.
 * <p>
 * What was acknowledged before it must be there. What was begun may be there, up to the
 * end of the copying.
 *
 * @param image what was left
 * @param before where the logs were immediately before
 * @param after where the logs were immediately after
 */
record BusyCut(Path image, LogPositions before, LogPositions after) {

	static BusyCut take(CutDisk disk, Path logs) throws IOException {
		LogPositions before = LogPositions.now(logs);
		Path image = disk.cut();
		return new BusyCut(image, before, LogPositions.now(logs));
	}

	/** Judges each document that was ever written, and each that was found. */
	Map<String, Verdict> judge(OperationHistory history, Remains remains) {
		Map<String, Verdict> verdicts = new TreeMap<>();
		history.documents()
			.forEach((document) -> verdicts.put(document, judge(history, document, remains.whole().get(document))));
		remains.whole().forEach((document, found) -> verdicts.put(document, judge(history, document, found)));
		remains.torn().forEach((document) -> verdicts.put(document, Verdict.TORN));
		return verdicts;
	}

	/** What was not found is {@code null}. */
	private Verdict judge(OperationHistory history, String document, WrittenDocument found) {
		return (found != null) ? judgeContent(history, document, found)
				: judgeBy(history, document, endOfNewestDelete(history, document));
	}

	private Verdict judgeContent(OperationHistory history, String document, WrittenDocument found) {
		LoggedOperation writer = history.operation(found.operation());
		if (writer == null || writer.isDeleting() || !writer.document().equals(document)
				|| !writer.isPossible(this.after)) {
			return Verdict.UNKNOWN;
		}
		boolean counted = acknowledged(history, document).stream()
			.allMatch((operation) -> operation.counter() <= found.counter());
		return counted ? judgeBy(history, document, writer.ended()) : Verdict.LOST;
	}

	/**
	 * What was begun after an operation had ended takes the place of its result.
	 */
	private Verdict judgeBy(OperationHistory history, String document, long ended) {
		Optional<LoggedOperation> newer = acknowledged(history, document).stream()
			.filter((operation) -> operation.isBegunAfter(ended))
			.max(Comparator.comparingLong(LoggedOperation::begun));
		return newer.map((operation) -> operation.isDeleting() ? Verdict.RESURRECTED : Verdict.LOST)
			.orElse(Verdict.RIGHT);
	}

	/** If none was deleted: there was nothing at the beginning. */
	private long endOfNewestDelete(OperationHistory history, String document) {
		return history.of(document)
			.stream()
			.filter((operation) -> operation.isDeleting() && operation.isPossible(this.after))
			.mapToLong(LoggedOperation::ended)
			.max()
			.orElse(Long.MIN_VALUE);
	}

	private List<LoggedOperation> acknowledged(OperationHistory history, String document) {
		return history.of(document).stream().filter((operation) -> operation.isAcknowledged(this.before)).toList();
	}

}
