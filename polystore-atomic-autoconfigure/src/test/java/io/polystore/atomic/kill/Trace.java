package io.polystore.atomic.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operation that nobody disturbed: its calls, and what it made of a directory.
 *
 * @param operation the operation
 * @param calls what the process said of each of its calls, in their order
 * @param before the documents before
 * @param after the documents after
 */
record Trace(SteppedOperation operation, List<String> calls, DocumentFiles before, DocumentFiles after) {

	static final String TEMP = "temp";

	private static final Set<String> COMMITS = Set.of(called("move " + TEMP),
			called("createLink " + SteppedOperation.FILE), called("delete " + SteppedOperation.FILE));

	private static String called(String call) {
		return SteppedProcess.CALL + call;
	}

	List<Step> steps() {
		List<Step> steps = new ArrayList<>();
		for (int call = 1; call <= this.calls.size(); call++) {
			steps.add(new Step(this.operation, call, false));
			if (!this.calls.get(call - 1).startsWith(SteppedProcess.THREW)) {
				steps.add(new Step(this.operation, call, true));
			}
		}
		steps.add(new Step(this.operation, this.calls.size() + 1, false));
		return steps;
	}

	boolean isReturned(Step step) {
		return step.number() > this.calls.size();
	}

	/**
	 * What the process says there; a sweep meets temporary files in the order of their
	 * random names.
	 */
	Pattern stop(Step step) {
		if (isReturned(step)) {
			return Pattern.compile(SteppedProcess.RETURNED + this.operation);
		}
		String said = this.calls.get(step.number() - 1);
		String call = Pattern.quote(said.substring(said.indexOf(' ') + 1));
		return Pattern.compile(
				SteppedProcess.AT + step.number() + " " + ((this.operation == SteppedOperation.SWEEP) ? ".*" : call));
	}

	/** What must stand there at a step: there is one call that changes it all. */
	DocumentFiles documents(Step step) {
		return step.isBehind(commit()) ? this.after : this.before;
	}

	private int commit() {
		List<String> commits = this.calls.stream().filter(COMMITS::contains).toList();
		if (this.before.equals(this.after)) {
			assertThat(commits).isEmpty();
			return 0;
		}
		assertThat(commits).hasSize(1);
		return this.calls.indexOf(commits.get(0)) + 1;
	}

	/** Whether the process shows at that step that its temporary file is in use. */
	boolean isTempLocked(Step step) {
		int locked = this.calls.indexOf(called("tryLock " + TEMP)) + 1;
		int closed = this.calls.indexOf(called("close " + TEMP)) + 1;
		return this.operation != SteppedOperation.SWEEP && locked > 0 && step.isBehind(locked)
				&& !step.isBehind(closed);
	}

}
