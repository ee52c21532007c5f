package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.fault.Operation.Trait;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;

/**
 * One run of an operation in a new directory, with or without faults, and what came of
 * it.
 *
 * @param operation the operation
 * @param directory where it ran
 * @param injections the faults
 * @param subject the library as it was called
 * @param calls the calls that it made
 * @param steps what is known of their order
 * @param before the files before
 * @param after the files afterwards
 * @param result what it returned
 * @param failure what it threw, or {@code null}
 * @param interrupted whether its caller was left interrupted
 */
record Run(Operation operation, Path directory, List<Injection> injections, Subject subject, List<Call> calls,
		Steps steps, State before, State after, Object result, Throwable failure, boolean interrupted) {

	static Run of(Operation operation, FaultyFileSystem fileSystem, Path directory, List<Injection> injections)
			throws IOException {
		Files.createDirectory(directory);
		operation.setup().prepare(directory);
		State before = State.of(directory);
		Subject subject = new Subject(fileSystem, directory, operation.durability());
		Faults faults = fileSystem.faults();
		faults.clear();
		Steps steps = steps(operation, faults, directory);
		injections.forEach((injection) -> injection.arm(faults, Thread.currentThread()));
		faults.observe(steps);
		Object result = null;
		Throwable failure = null;
		try {
			result = operation.action().run(subject);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		boolean interrupted = Thread.interrupted();
		List<Call> calls = faults.calls();
		faults.clear();
		return new Run(operation, directory, injections, subject, calls, steps, before, State.of(directory), result,
				failure, interrupted);
	}

	private static Steps steps(Operation operation, Faults faults, Path directory) {
		Path lock = (operation.lock() != null) ? directory.resolve(operation.lock()) : null;
		Steps steps = new Steps(faults, operation.durability(), lock);
		if (operation.is(Trait.ABSENCE_UNFORCED)) {
			steps.leaveUnforced(directory);
		}
		return steps;
	}

	/** The faults that came about. */
	List<Injection> reached() {
		return this.injections.stream().filter(Injection::isReached).toList();
	}

	boolean isInterrupted() {
		return reached().stream().anyMatch((injection) -> injection.kind().isInterrupt());
	}

	@Override
	public String toString() {
		return "%s: %s".formatted(this.operation, this.injections);
	}

}
