package io.polystore.atomic.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.test.Suite;
import io.polystore.atomic.write.AtomicFileOutputStream;
import io.polystore.atomic.write.StaleTempSweeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever goes wrong with a sweep: it removes nothing that it must not, and the next one
 * removes the rest.
 */
@Tag("faults")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SweepFaultTests {

	/** Most of the time they sleep. */
	private static final int THREADS = 24;

	private static final int STALE = 2;

	private final StaleTempSweeper sweeper = new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP);

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	private final Figures figures = new Figures();

	private final List<String> violations = Collections.synchronizedList(new ArrayList<>());

	private Path directory;

	@BeforeEach
	void createDirectory() throws IOException {
		QuietLog.begin();
		this.directory = MemoryDirectory.create();
	}

	@AfterEach
	void deleteDirectory() throws IOException {
		QuietLog.end();
		Matrix.delete(this.directory);
	}

	@Test
	void whatGoesWrongWithASweepIsMadeUpForByTheNextOne() throws Exception {
		List<Call> calls = new ArrayList<>();
		assertThat(sweep("clean", List.of(), calls)).isNull();
		this.figures.operation(calls.size());
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		List<Future<Throwable>> sweeps = new ArrayList<>();
		for (Injection injection : injections(calls)) {
			sweeps.add(
					executor.submit(() -> sweep("run-" + injection.hashCode(), List.of(injection), new ArrayList<>())));
		}
		for (Future<Throwable> sweep : sweeps) {
			this.figures.single();
			this.figures.outcome(sweep.get());
		}
		executor.shutdown();
		this.figures.violations(this.violations.size());
		Suite.report("Faults in sweeps", this.figures.figures());
		assertThat(this.violations).isEmpty();
		assertThat(OpenFiles.under(this.directory)).isEmpty();
	}

	private static List<Injection> injections(List<Call> calls) {
		List<Injection> injections = new ArrayList<>();
		for (Call call : calls) {
			for (FaultKind kind : FaultKind.values()) {
				if (kind.appliesTo(call) && (kind.isInPairs() || Suite.isLong())) {
					injections.add(new Injection(call, kind));
				}
			}
		}
		return injections;
	}

	private Throwable sweep(String name, List<Injection> injections, List<Call> calls) throws IOException {
		Path real = Files.createDirectories(this.directory.resolve(name + "/below")).getParent();
		Files.writeString(real.resolve("file"), "content");
		Files.createFile(real.resolve(".file.0123456789abcdef01234567.polystore-tmp"));
		Files.createFile(real.resolve("below/.file.76543210fedcba9876543210.polystore-tmp"));
		try (AtomicFileOutputStream live = this.files.openForWrite(real.resolve("live"))) {
			live.write(1);
			Throwable failure = faultySweep(real, injections, calls);
			require(State.temps(real).size() <= STALE + 1, injections, "more than before");
			judge(failure, injections);
			this.sweeper.sweep(real);
			require(State.temps(real).size() == 1, injections, "left, or removed from who writes");
			live.commit();
			require(State.of(real).files().keySet().equals(Set.of("file", "live")), injections, "files are gone");
			return failure;
		}
	}

	private Throwable faultySweep(Path real, List<Injection> injections, List<Call> calls) {
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		injections.forEach((injection) -> injection.arm(fileSystem.faults(), Thread.currentThread()));
		Throwable failure = null;
		try {
			int removed = this.sweeper.sweep(fileSystem.path(real));
			require(removed <= STALE && (removed == STALE || !injections.isEmpty()), injections, "removed " + removed);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		boolean interrupted = Thread.interrupted();
		boolean asked = injections.stream().anyMatch((one) -> one.isReached() && one.kind().isInterrupt());
		require(interrupted == asked, injections, "interrupt flag is " + interrupted);
		require(fileSystem.faults().open().isEmpty(), injections, "still open: " + fileSystem.faults().open());
		calls.addAll(fileSystem.faults().calls());
		return failure;
	}

	private void judge(Throwable failure, List<Injection> injections) {
		if (failure == null) {
			return;
		}
		Throwable cause = (failure instanceof UncheckedIOException) ? failure.getCause() : failure;
		require(injections.stream().anyMatch((injection) -> injection.failure() == cause), injections,
				"fails with " + failure);
		require(failure instanceof UncheckedIOException || !(cause instanceof IOException), injections, "checked");
	}

	private void require(boolean condition, List<Injection> injections, String violation) {
		if (!condition) {
			this.violations.add(injections + ": " + violation);
		}
	}

}
