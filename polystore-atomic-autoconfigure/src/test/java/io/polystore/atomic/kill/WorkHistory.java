package io.polystore.atomic.kill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.polystore.atomic.kill.KillFigures.Violation.Kind;

/**
 * What the workers were told, against what stands in the documents.
 * <p>
 * Where nothing was acknowledged that which was sent last may have been done: wholly or
 * not at all. The next worker of the same name goes on from there.
 */
final class WorkHistory {

	private final SharedDocuments documents;

	private final KillFigures figures;

	private final Map<Where, State> states = new TreeMap<>();

	WorkHistory(SharedDocuments documents, KillFigures figures) {
		this.documents = documents;
		this.figures = figures;
	}

	/** Takes up what a process said, all of it. */
	void add(List<String> lines) {
		for (String line : lines) {
			String[] words = line.split(" ");
			if (words.length == 5 && words[4].equals(PrintedLog.MARK)) {
				add(words[0], new Where(words[1], words[2]), Long.parseLong(words[3]));
			}
			else if (line.startsWith(WorkingProcess.FAILED)) {
				this.figures.violated(line.contains(Tally.LOST) ? Kind.ACKNOWLEDGED_LOST : Kind.OPERATION_FAILED, line);
			}
		}
	}

	private void add(String what, Where where, long number) {
		State state = this.states.getOrDefault(where, State.NOTHING);
		switch (what) {
			case PrintedLog.SENT -> this.states.put(where, sent(where, state, number));
			case PrintedLog.DONE -> {
				this.states.put(where, new State(number, number));
				this.figures.acknowledged.incrementAndGet();
			}
			case PrintedLog.REFUSED -> this.states.put(where, new State(state.acknowledged(), state.acknowledged()));
			case PrintedLog.COUNT -> this.figures.acknowledged.addAndGet(number);
			default -> throw new IllegalArgumentException(what);
		}
	}

	/** What was sent tells what stood there. */
	private State sent(Where where, State state, long number) {
		if (!state.isFollowedBy(number)) {
			this.figures.violated((number < 0) ? Kind.RESURRECTED : Kind.ACKNOWLEDGED_LOST,
					"%s: %s, but %d was sent".formatted(where, state, number));
		}
		return new State(state.acknowledged(), number);
	}

	/** Looks at all documents that workers of a process have worked on. */
	void check(String process) {
		this.states
			.replaceAll((where, state) -> where.worker().startsWith(process + "-") ? checked(where, state) : state);
	}

	private State checked(Where where, State state) {
		long present = read(where);
		if (present == standing(state.acknowledged())) {
			return new State(state.acknowledged(), state.acknowledged());
		}
		if (present != standing(state.sent())) {
			this.figures.violated(kind(state, present), "%s: %s, but %d stands there".formatted(where, state, present));
			return new State(present, present);
		}
		return new State(state.sent(), state.sent());
	}

	private long read(Where where) {
		try {
			Optional<Tally> found = this.documents.find(where.document());
			if (found.isPresent() && !found.get().matches()) {
				this.figures.violated(Kind.TORN, where.toString());
			}
			return found.map((tally) -> tally.count(where.worker())).orElse(0L);
		}
		catch (RuntimeException ex) {
			this.figures.violated(Kind.TORN, where + ": " + ex);
			return 0;
		}
	}

	/** Nothing stands where a document was deleted. */
	private static long standing(long number) {
		return Math.max(0, number);
	}

	private static Kind kind(State state, long present) {
		return (state.acknowledged() < 0 && present <= -state.acknowledged()) ? Kind.RESURRECTED
				: Kind.ACKNOWLEDGED_LOST;
	}

	/**
	 * A document and one of those who work on it.
	 */
	private record Where(String worker, String document) implements Comparable<Where> {

		@Override
		public int compareTo(Where other) {
			return toString().compareTo(other.toString());
		}

	}

	/**
	 * The last number that was acknowledged, and the last that was sent.
	 */
	private record State(long acknowledged, long sent) {

		static final State NOTHING = new State(0, 0);

		/** By a higher one, or by its own deletion. */
		boolean isFollowedBy(long number) {
			return number > Math.abs(this.acknowledged) || (number < 0 && number == -this.acknowledged);
		}

	}

}
