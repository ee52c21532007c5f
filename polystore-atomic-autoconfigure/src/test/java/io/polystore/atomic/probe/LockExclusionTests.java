package io.polystore.atomic.probe;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.probe.DeceptiveProvider.Deceit;
import io.polystore.atomic.probe.ProbeFinding.Severity;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.write.StaleTempSweeper;
import io.polystore.atomic.write.TempNames;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Locks that exclude, and locks that only seem to.
 */
class LockExclusionTests {

	@TempDir
	private Path root;

	private Path directory;

	private Path temporary;

	@BeforeEach
	void createDirectories() throws IOException {
		this.directory = Files.createDirectory(this.root.resolve("data with spaces, %41 and ü"));
		this.temporary = Files.createDirectory(this.root.resolve("tmp"));
	}

	private ProbeFinding found(ProbeSettings settings) {
		ProbeReport report = new DirectoryProbe(settings).run(this.directory, DirectoryRole.LOCKS);
		assertThat(this.directory).isEmptyDirectory();
		return Probes.finding(report, ProbeCheck.LOCK);
	}

	@ParameterizedTest
	@KernelLockKinds
	void aLockOfEachKindExcludesAnotherProcess(LockKind kind) {
		ProbeFinding finding = found(Probes.of(ProbeMode.FULL, kind.provider()));
		assertThat(finding.severity()).isEqualTo(Severity.OK);
		assertThat(finding.found()).contains("a lock excluded another process");
	}

	@ParameterizedTest
	@KernelLockKinds
	void aLockOfEachKindIsListedByTheKernel(LockKind kind) {
		ProbeFinding finding = found(Probes.of(ProbeMode.QUICK, kind.provider()));
		assertThat(finding.severity()).isEqualTo(Severity.OK);
		assertThat(finding.found()).contains("the kernel listed the lock");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			EXCLUDES_NOBODY    | QUICK | WARN   | the kernel did not list the lock
			EXCLUDES_NOBODY    | FULL  | REFUSE | another process locked a file that was locked here
			EXCLUDES_NOT_US    | QUICK | OK     | the kernel listed the lock
			EXCLUDES_NOT_US    | FULL  | REFUSE | a file was locked here that another process had locked
			OUTLIVES_ITS_OWNER | FULL  | REFUSE | after the death of the process that had locked it
			IS_NEVER_GIVEN_UP  | QUICK | REFUSE | a lock that was given up is still busy
			IS_NEVER_GIVEN_UP  | FULL  | REFUSE | a lock that was given up is still busy
			STAYS_WITH_US      | FULL  | REFUSE | another process could not lock a file that was unlocked here
			IS_NEVER_FREE      | QUICK | REFUSE | the lock of a new file is busy
			FAILS              | QUICK | REFUSE | No locks available
			FAILS              | FULL  | REFUSE | No locks available
			""")
	void aLockThatDeceivesIsFound(Deceit deceit, ProbeMode mode, Severity severity, String found) throws IOException {
		try (DeceptiveProvider provider = new DeceptiveProvider(deceit)) {
			ProbeFinding finding = found(Probes.of(mode, provider));
			assertThat(finding.severity()).isEqualTo(severity);
			assertThat(finding.found()).contains(found);
		}
	}

	@Test
	void quickStartsNoProcessAndFullLeavesNone() {
		long before = ProcessHandle.current().children().count();
		ChildCounter quick = new ChildCounter();
		found(Probes.of(ProbeMode.QUICK, quick));
		assertThat(quick.mostChildren()).isEqualTo(before);
		ChildCounter full = new ChildCounter();
		found(Probes.of(ProbeMode.FULL, full));
		assertThat(full.mostChildren()).isEqualTo(before + 1);
		assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
	}

	@Test
	void aProcessThatTakesTooLongIsKilled() {
		assertThatExceptionOfType(LockingProcess.UnusableException.class)
			.isThrownBy(() -> LockingProcess.start(Duration.ofMillis(1)).close())
			.withMessageContaining("took too long");
	}

	@Test
	void itsProgramLeavesNothingInTheDirectoryForTemporaryFiles() {
		List<String> lines = run("-Djava.io.tmpdir=" + this.temporary);
		assertThat(lines).anyMatch((line) -> line.contains("OK lock: a lock excluded another process"));
		assertThat(this.temporary).isEmptyDirectory();
	}

	@Test
	void withoutADirectoryForTemporaryFilesItSaysWhatWasNotTried() {
		assertThat(run("-Djava.io.tmpdir=" + this.temporary.resolve("missing")))
			.anyMatch((line) -> line.contains("WARN lock:") && line.contains("no other process could try that"));
	}

	@Test
	void withoutACommandThatStartsAJvmItSaysWhatWasNotTried() {
		List<String> lines = run("-Djava.io.tmpdir=" + this.temporary, "-Dprobe.java.home=" + this.temporary);
		assertThat(lines).anyMatch((line) -> line.contains("WARN lock:") && line.contains("there is no 'bin/java'"));
		assertThat(this.temporary).isEmptyDirectory();
	}

	/** A port can be listened at once only. */
	@Test
	void optionsThatAreMeantForThisJvmAreNotHandedOn() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		List<String> lines = ChildJvm.of(ProbeMain.class, this.directory.toString())
			.prefix("env",
					"JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port)
			.options("-Xmx64m")
			.run();
		assertThat(lines).anyMatch((line) -> line.contains("Listening for transport"))
			.anyMatch((line) -> line.contains("OK lock: a lock excluded another process"));
	}

	private List<String> run(String... options) {
		return ChildJvm.of(ProbeMain.class, this.directory.toString())
			.options(Stream.concat(Stream.of("-Xmx64m"), Stream.of(options)).toArray(String[]::new))
			.run();
	}

	@Test
	void whoIsKilledLeavesNoProcessAndOnlyWhatASweepTakes() {
		try (ChildJvm probing = ChildJvm.of(ProbeMain.class, this.directory.toString(), "hold")
			.options("-Xmx64m", "-Djava.io.tmpdir=" + this.temporary)
			.start()) {
			probing.awaitLine("holding"::equals);
			List<ProcessHandle> started = probing.handle().children().toList();
			assertThat(started).hasSize(1);
			probing.kill();
			Awaitility.await().until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
		}
		assertThat(this.directory).isNotEmptyDirectory();
		assertThat(this.directory.toFile().list()).allMatch(TempNames::isTemp);
		new StaleTempSweeper(StaleTempSweeper.DEFAULT_MAX_AGE, AtomicFileListener.NO_OP).sweep(this.directory);
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void severalProbesOfOneDirectoryDoNotDisturbEachOther() throws InterruptedException {
		List<ProbeReport> reports = new CopyOnWriteArrayList<>();
		List<Thread> threads = Stream.generate(() -> new Thread(() -> {
			for (int i = 0; i < 10; i++) {
				reports.add(new DirectoryProbe(Probes.of(ProbeMode.QUICK, new FileChannelLockProvider()))
					.run(this.directory));
			}
		})).limit(4).toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(reports).hasSize(40).allMatch(ProbeReport::isUsable);
		assertThat(this.directory).isEmptyDirectory();
	}

}
