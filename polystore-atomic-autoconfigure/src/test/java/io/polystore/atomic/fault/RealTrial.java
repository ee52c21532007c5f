package io.polystore.atomic.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.json.JsonFileException;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.test.Commands;
import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.write.StaleTempSweeper;
import io.polystore.atomic.write.TempNames;
import org.awaitility.Awaitility;

/**
 * One operation in one situation, and again when that is over.
 */
final class RealTrial {

	private static final Runnable NOTHING = () -> {
	};

	private final RealSituation situation;

	private final RealOperation operation;

	private final Path directory;

	private final List<String> violations = new ArrayList<>();

	private RealTrial(RealSituation situation, RealOperation operation, Path directory) {
		this.situation = situation;
		this.operation = operation;
		this.directory = directory;
	}

	/**
	 * Tries all operations.
	 * @param root where each gets a directory of its own
	 * @return what was wrong
	 */
	static List<String> all(RealSituation situation, Path root) throws IOException {
		List<String> violations = new ArrayList<>();
		for (RealOperation operation : situation.operations()) {
			Path directory = Files.createDirectory(root.resolve(operation.name()));
			violations.addAll(new RealTrial(situation, operation, directory).run());
		}
		return violations;
	}

	private List<String> run() throws IOException {
		RealOperation.prepare(this.directory);
		if (this.situation.inTheMiddle()) {
			// or the disk would come back without what there was before
			Commands.run("sync", "--file-system", this.directory.toString());
		}
		RuntimeException failure = attempt();
		judge(failure);
		nothingIsLeft();
		if (failure != null) {
			goOn();
		}
		return this.violations;
	}

	/** Judged when it is over: until then much cannot even be looked at. */
	private RuntimeException attempt() throws IOException {
		try {
			if (!this.situation.inTheMiddle()) {
				this.situation.spoil().run(this.directory);
			}
			this.operation.run(this.directory, this.situation.inTheMiddle() ? this::spoil : NOTHING);
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
		finally {
			this.situation.heal().run(this.directory);
		}
	}

	private void spoil() {
		try {
			this.situation.spoil().run(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void judge(RuntimeException failure) throws IOException {
		String message = this.situation.refused().get(this.operation);
		if (failure == null) {
			require(message == null, "should have been refused");
			requireState("new");
		}
		else if (failure instanceof AtomicFileException ex) {
			require(message != null && String.valueOf(ex.getMessage()).contains(message), "refused with: " + ex);
			require(ex.path().startsWith(this.directory), "names another file: " + ex.path());
			require(ex.getCause() != null || ex instanceof JsonFileException, "has no cause: " + ex);
			requireState(isCommitted(ex) ? "new" : "old");
		}
		else {
			require(false, "no exception of the library: " + failure);
		}
	}

	private static boolean isCommitted(AtomicFileException failure) {
		return failure instanceof AtomicWriteException ex && ex.outcome() == Outcome.COMMITTED_DURABILITY_UNKNOWN;
	}

	private void requireState(String expected) throws IOException {
		String state = this.operation.state(this.directory);
		require(state.equals(expected) || state.equals("locked"), "%s, not %s".formatted(state, expected));
	}

	/** A lock may be given up by another thread a moment later. */
	private void nothingIsLeft() throws IOException {
		if (this.situation.inTheMiddle()) {
			new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP).sweep(this.directory);
		}
		try (Stream<Path> files = Files.list(this.directory)) {
			List<Path> temps = files.filter((file) -> TempNames.isTemp(file.getFileName().toString())).toList();
			require(temps.isEmpty(), "left: " + temps);
		}
		Awaitility.await("nothing is open or locked by " + this)
			.atMost(Duration.ofSeconds(30))
			.until(() -> OpenFiles.under(this.directory).isEmpty() && JvmLock.count() == 0);
	}

	private void goOn() throws IOException {
		try {
			this.operation.run(this.directory, NOTHING);
		}
		catch (RuntimeException ex) {
			require(false, "does not work afterwards: " + ex);
		}
		requireState("new");
		nothingIsLeft();
	}

	private void require(boolean condition, String otherwise) {
		if (!condition) {
			this.violations.add(this + ": " + otherwise);
		}
	}

	@Override
	public String toString() {
		return this.operation + ", " + this.situation.name();
	}

}
