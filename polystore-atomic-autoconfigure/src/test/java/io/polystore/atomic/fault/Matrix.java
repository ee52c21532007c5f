package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.fault.Operation.Trait;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.test.Suite;
import io.polystore.atomic.write.StaleTempSweeper;

/**
 * Runs one operation with every fault at every call, and with every second fault behind
 * it.
 */
final class Matrix implements AutoCloseable {

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Aftermath aftermath = new Aftermath(this.fileSystem);

	private final Operation operation;

	private final Path directory;

	private final Figures figures;

	private final List<String> violations = new ArrayList<>();

	private final Run clean;

	private int runs;

	Matrix(Operation operation, Path directory, Figures figures) throws IOException {
		this.operation = operation;
		this.directory = directory;
		this.figures = figures;
		this.clean = run(List.of());
		if (this.clean.failure() != null) {
			throw new IllegalStateException(operation + " fails without a fault", this.clean.failure());
		}
		this.violations.addAll(Judge.judge(this.clean, this.clean));
		if (!operation.is(Trait.PERMISSIONS) && !this.clean.after().hasModesOf(this.clean.before())) {
			this.violations
				.add("%s: %s had other modes: %s".formatted(operation, this.clean.after(), this.clean.before()));
		}
		finish(this.clean);
		figures.operation(this.clean.calls().size());
	}

	List<String> violations() {
		return this.violations;
	}

	/** Every fault at every call. Returns how many calls were made after each. */
	List<Run> singles() throws IOException {
		List<Run> runs = new ArrayList<>();
		for (Call call : this.clean.calls()) {
			for (FaultKind kind : FaultKind.values()) {
				if ((kind.isInPairs() || Suite.isLong()) && applies(kind, call, this.clean)) {
					runs.add(checked(List.of(new Injection(call, kind))));
					this.figures.single();
				}
			}
		}
		return runs;
	}

	/** Nothing can go wrong after a call that failed by itself. */
	private static boolean applies(FaultKind kind, Call call, Run run) {
		return kind.appliesTo(call) && (!kind.isAfter() || run.steps().isDone(call));
	}

	/** Every fault at every call that comes after every fault at every call. */
	void pairs(List<Run> singles, int limit, Random random) throws IOException {
		List<Pair> pairs = new ArrayList<>();
		for (Run single : singles) {
			pairs.addAll(pairs(single));
		}
		if (pairs.size() > limit) {
			Collections.shuffle(pairs, random);
		}
		for (Pair pair : pairs.subList(0, Math.min(limit, pairs.size()))) {
			checked(pair.injections());
			this.figures.pair();
		}
	}

	private static List<Pair> pairs(Run single) {
		List<Pair> pairs = new ArrayList<>();
		Injection first = single.injections().get(0);
		if (!first.kind().isInPairs() || !first.isReached()) {
			return pairs;
		}
		for (Call call : single.calls()) {
			for (FaultKind kind : FaultKind.values()) {
				if (first.isBefore(call) && kind.isInPairs() && applies(kind, call, single)) {
					pairs.add(new Pair(first, call, kind));
				}
			}
		}
		return pairs;
	}

	private Run checked(List<Injection> injections) throws IOException {
		Run run = run(injections);
		List<String> wrong = new ArrayList<>(Judge.judge(this.clean, run));
		for (Injection injection : run.injections()) {
			if (!injection.isReached()) {
				wrong.add("not reached: " + injection);
			}
		}
		this.figures.outcome(run.failure());
		wrong.addAll(finish(run));
		wrong.forEach((violation) -> this.violations.add(run + ": " + violation));
		return run;
	}

	private Run run(List<Injection> injections) throws IOException {
		return Run.of(this.operation, this.fileSystem, this.directory.resolve(String.valueOf(this.runs++)), injections);
	}

	private List<String> finish(Run run) throws IOException {
		List<String> wrong = this.aftermath.of(run);
		if (State.temps(run.directory()).isEmpty()) {
			delete(run.directory());
		}
		return wrong;
	}

	/** What could not be deleted then is swept now, all at once. */
	void sweep() throws IOException {
		new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP).sweep(this.directory);
		List<Path> left = State.temps(this.directory);
		if (!left.isEmpty()) {
			this.violations.add("%s: the sweep leaves %d temporary files".formatted(this.operation, left.size()));
		}
		List<String> open = OpenFiles.under(this.directory);
		if (!open.isEmpty()) {
			this.violations.add("%s: the process has open: %s".formatted(this.operation, open));
		}
	}

	static void delete(Path directory) throws IOException {
		Files.walkFileTree(directory, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path directory, IOException ex) throws IOException {
				Files.delete(directory);
				return FileVisitResult.CONTINUE;
			}

		});
	}

	@Override
	public void close() {
		this.aftermath.close();
	}

	/**
	 * A second fault behind a first one.
	 */
	private record Pair(Injection first, Call call, FaultKind kind) {

		List<Injection> injections() {
			return List.of(this.first.again(), new Injection(this.call, this.kind));
		}

	}

}
