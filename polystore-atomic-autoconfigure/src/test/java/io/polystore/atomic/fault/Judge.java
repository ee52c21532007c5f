package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.fault.Operation.Trait;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.write.TempNames;

/**
 * Compares what a caller was told with what happened.
 */
final class Judge {

	/** Without faults. */
	private final Run clean;

	private final Run run;

	private final List<String> violations = new ArrayList<>();

	private Judge(Run clean, Run run) {
		this.clean = clean;
		this.run = run;
	}

	/** Returns what is wrong. */
	static List<String> judge(Run clean, Run run) throws IOException {
		return new Judge(clean, run).judge();
	}

	private List<String> judge() throws IOException {
		requireSameCalls();
		this.violations.addAll(this.run.steps().wrong());
		require(this.run.interrupted() == this.run.isInterrupted(), "interrupt flag is " + this.run.interrupted());
		if (this.run.failure() == null) {
			judgeSuccess();
		}
		else {
			judgeFailure(this.run.failure());
		}
		requireDurableDirectories();
		if (!isTempExcused()) {
			List<Path> temps = State.temps(this.run.directory());
			require(temps.isEmpty(), "left behind: " + temps);
		}
		return this.violations;
	}

	private void require(boolean condition, String violation) {
		if (!condition) {
			this.violations.add(violation);
		}
	}

	/** A fault that is meant for a write must not meet a read. */
	private void requireSameCalls() {
		for (Call call : this.run.calls()) {
			for (Injection injection : this.run.injections()) {
				require(!injection.isAt(call) || injection.isSame(call), "another call: " + call);
			}
		}
	}

	/** One that was left standing would be taken for durable from now on. */
	private void requireDurableDirectories() {
		for (Path made : this.run.steps().unforcedNewDirectories()) {
			boolean excused = this.run.reached().stream().anyMatch((injection) -> injection.keepsStanding(made));
			require(excused || Files.notExists(made), "left standing, and not forced: " + made.getFileName());
		}
	}

	private void judgeSuccess() {
		boolean omitted = this.run.reached().stream().anyMatch(Survival::isOmission);
		require(Objects.equals(this.run.result(), this.clean.result()) || omitted,
				"wrong result: " + this.run.result());
		requireState("success", this.clean.after());
		Set<Path> unforced = this.run.steps().unforcedDirectories();
		require(unforced.isEmpty(), "not durable: " + unforced);
		for (Injection injection : this.run.reached()) {
			require(isSurvivable(injection), "swallowed at " + injection.place());
		}
	}

	private boolean isSurvivable(Injection injection) {
		boolean begunAnew = this.run.isInterrupted() && isOfRollback(injection);
		return Survival.isAllowed(injection) || begunAnew || this.run.operation().is(Trait.ABANDONED);
	}

	private static boolean isOfRollback(Injection injection) {
		return injection.place().contains("TempFile.discard") || injection.place().contains("DirectoryHandle.close")
				|| injection.place().contains("TempFile.closeAndDelete");
	}

	private void judgeFailure(Throwable failure) {
		Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
		collect(failure, told);
		for (Throwable part : told) {
			require(!(part instanceof Subject.Violation), String.valueOf(part.getMessage()));
		}
		judgeType(failure);
		if (!(failure instanceof FileLockInterruptedException)) {
			require(isCausedByFault(failure) || isFoundAfterRetry(told), "its cause is missing in " + failure);
			for (Injection injection : this.run.reached()) {
				require(told.contains(injection.failure()) || isSurvivable(injection),
						"not told of what failed at " + injection.place());
			}
		}
		require(!told.isEmpty() && this.run.reached().size() > 0, "fails without a fault: " + failure);
	}

	private void judgeType(Throwable failure) {
		if (failure instanceof AtomicWriteException ex && ex.outcome() == Outcome.COMMITTED_DURABILITY_UNKNOWN) {
			if (!(isUntold() && this.run.after().equals(this.run.before()))) {
				requireState("committed", this.clean.after());
			}
		}
		else {
			requireState(failure.getClass().getSimpleName(), this.run.before());
		}
		if (failure instanceof AtomicFileException ex) {
			require(ex.path() != null && ex.path().startsWith(this.run.subject().path("")), "path: " + ex.path());
		}
		else {
			boolean own = this.run.reached().stream().anyMatch((injection) -> injection.failure() == failure);
			require(own && !(failure instanceof IOException), "no type of ours: " + failure);
		}
		if (failure instanceof FileLockInterruptedException) {
			require(this.run.isInterrupted(), "interrupted by nobody");
		}
	}

	/**
	 * Whether even the look at what became of the file failed: who cannot tell must not
	 * say that nothing happened.
	 */
	private boolean isUntold() {
		return this.run.reached()
			.stream()
			.map(Injection::place)
			.anyMatch((place) -> place.contains("Replacement.isPublished") || place.contains("Deletion.isGone"));
	}

	/** The second attempt may fail because of what the first one did. */
	private boolean isFoundAfterRetry(Set<Throwable> told) {
		return this.run.reached()
			.stream()
			.anyMatch((injection) -> injection.kind().isTransient() && told.contains(injection.failure()));
	}

	private boolean isCausedByFault(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			for (Injection injection : this.run.reached()) {
				if (injection.failure() == cause) {
					return true;
				}
			}
		}
		return false;
	}

	private static void collect(Throwable failure, Set<Throwable> told) {
		if (failure != null && told.add(failure)) {
			collect(failure.getCause(), told);
			for (Throwable suppressed : failure.getSuppressed()) {
				collect(suppressed, told);
			}
		}
	}

	private void requireState(String told, State expected) {
		State present = this.run.after();
		boolean narrower = this.run.reached().stream().anyMatch((fault) -> fault.place().startsWith("Ownership.isSet"))
				&& present.isNarrower(expected);
		require(present.equals(expected) || narrower, "%s: %s instead of %s".formatted(told, present, expected));
	}

	/** A sweep has to remove what could not be deleted, or was created unknown to all. */
	boolean isTempExcused() {
		return this.run.reached().stream().anyMatch(this::excusesTemp);
	}

	private boolean excusesTemp(Injection injection) {
		return this.run.calls()
			.stream()
			.anyMatch((call) -> injection.isAt(call) && TempNames.isTemp(call.fileName())
					&& (call.is("delete") || (call.is("open") && injection.kind().isAfter())));
	}

}
