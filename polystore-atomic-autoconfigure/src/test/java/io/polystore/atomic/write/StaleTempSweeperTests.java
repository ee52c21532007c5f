package io.polystore.atomic.write;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.OpenFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which temporary files a sweep removes, and which it must not.
 */
class StaleTempSweeperTests {

	private static final Duration DAY = Duration.ofDays(1);

	private final List<String> events = new ArrayList<>();

	private final StaleTempSweeper sweeper = new StaleTempSweeper(DAY, new AtomicFileListener() {

		@Override
		public void swept(Path directory, int files) {
			StaleTempSweeperTests.this.events.add(directory + " " + files);
		}

	});

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Faults faults = this.fileSystem.faults();

	@TempDir
	private Path directory;

	private Path orphan(Path parent) throws IOException {
		return Files.createFile(parent.resolve(TempNames.next(Path.of("orphan.json"))));
	}

	@Test
	void theTempOfAProcessThatWasKilledInTheMiddleOfAWriteIsRemoved() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "old");
		try (ChildJvm child = ChildJvm.of(OpenStreamMain.class, file.toString()).start()) {
			child.awaitLine(OpenStreamMain.WRITING::equals);
			child.kill();
		}
		assertThat(Temps.in(this.directory)).singleElement().satisfies((temp) -> assertThat(temp).hasSize(1 << 20));
		assertThat(this.sweeper.sweep(this.directory)).isEqualTo(1);
		assertThat(Temps.in(this.directory)).isEmpty();
		assertThat(file).hasContent("old");
		assertThat(this.events).containsExactly(this.directory + " 1");
	}

	@Test
	void theTempOfAProcessThatLivesIsKept() throws IOException {
		Path file = this.directory.resolve("file");
		try (ChildJvm child = ChildJvm.of(OpenStreamMain.class, file.toString()).start()) {
			child.awaitLine(OpenStreamMain.WRITING::equals);
			Files.setLastModifiedTime(Temps.in(this.directory).get(0), FileTime.from(Instant.EPOCH));
			assertThat(this.sweeper.sweep(this.directory)).isZero();
			assertThat(this.sweeper.sweep(this.directory)).isZero();
			child.send("commit");
			assertThat(child.awaitExit()).isZero();
		}
		assertThat(file).hasSize(1 << 20);
	}

	@Test
	void theTempOfThisProcessIsKeptByItsOwnSweepAndByAnotherProcess() throws IOException {
		Path data = Files.createDirectory(this.directory.resolve("data"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), data);
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().build();
				AtomicFileOutputStream out = files.openForWrite(data.resolve("file"))) {
			assertThat(this.sweeper.sweep(data)).isZero();
			assertThat(this.sweeper.sweep(data.resolve("../data"))).isZero();
			assertThat(this.sweeper.sweep(link)).isZero();
			assertThat(ChildJvm.of(SweepMain.class, data.toString()).run()).contains("removed 0");
			out.commit();
		}
		assertThat(data.resolve("file")).exists();
	}

	@Test
	void theTempOfARenameThatIsTriedAgainIsKept() {
		Path file = this.fileSystem.path(this.directory.resolve("file"));
		List<Integer> removed = new ArrayList<>();
		this.faults.on("move").before(() -> removed.add(this.sweeper.sweep(this.directory)));
		AtomicFileTemplate.builder().build().write(file, new byte[1]);
		assertThat(removed).containsExactly(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "orphan", ".orphan", "orphan.json", ".orphan.json.polystore-tmp", ".polystore-tmp",
			"orphan.0123456789abcdef01234567.polystore-tmp", ".orphan.0123456789ABCDEF01234567.polystore-tmp",
			".orphan.0123456789abcdef0123456.polystore-tmp", ".orphan.0123456789abcdef01234567.polystore-tmp.json",
			".orphan.0123456789abcdef01234567.tmp", ".orphan.0123456789abcdefg1234567.polystore-tmp",
			"0123456789abcdef01234567.polystore-tmp", ".orphan.json.lock", "~orphan.tmp" })
	void filesThatMerelyLookSimilarAreKept(String name) throws IOException {
		Path similar = Files.createFile(this.directory.resolve(name));
		Files.setLastModifiedTime(similar, FileTime.from(Instant.EPOCH));
		assertThat(this.sweeper.sweep(this.directory)).isZero();
		assertThat(similar).exists();
	}

	@Test
	void directoriesAndLinksWithSuchANameAreKept() throws IOException {
		Files.createDirectory(this.directory.resolve(TempNames.next(Path.of("directory"))));
		Files.createSymbolicLink(this.directory.resolve(TempNames.next(Path.of("link"))), Path.of("target"));
		Files.createFile(this.directory.resolve("target"));
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		assertThat(this.sweeper.sweep(this.directory)).isZero();
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
	}

	@Test
	void directoriesBelowAreSweptToo() throws IOException {
		orphan(Files.createDirectories(this.directory.resolve("a/b/c")));
		orphan(this.directory.resolve("a/b"));
		orphan(this.directory);
		assertThat(this.sweeper.sweep(this.directory)).isEqualTo(3);
		assertThat(Temps.in(this.directory)).isEmpty();
	}

	@Test
	void linksAreNotFollowedButTheDirectoryMayBeOne() throws IOException {
		Path elsewhere = Files.createDirectory(this.directory.resolve("elsewhere"));
		Path foreign = orphan(elsewhere);
		Path data = Files.createDirectory(this.directory.resolve("data"));
		Files.createSymbolicLink(data.resolve("link"), elsewhere);
		orphan(data);
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), data);
		assertThat(this.sweeper.sweep(link)).isEqualTo(1);
		assertThat(Temps.in(this.directory)).containsExactly(foreign);
	}

	@Test
	void whereLocksCannotTellTheAgeDecides() throws IOException {
		Path old = orphan(this.directory);
		Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(DAY).minusSeconds(60)));
		Path young = orphan(this.directory);
		Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(DAY).plusSeconds(60)));
		this.faults.on("tryLock").always().failBefore(new IOException("No locks available"));
		assertThat(this.sweeper.sweep(this.fileSystem.path(this.directory))).isEqualTo(1);
		assertThat(Temps.in(this.directory)).containsExactly(young);
	}

	@Test
	void whereAFileCannotBeOpenedTheAgeDecides() throws IOException {
		Path old = orphan(this.directory);
		Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
		Path young = orphan(this.directory);
		this.faults.on("open").always().failBefore(new AccessDeniedException("temp"));
		assertThat(this.sweeper.sweep(this.fileSystem.path(this.directory))).isEqualTo(1);
		assertThat(Temps.in(this.directory)).containsExactly(young);
	}

	@Test
	void aTempThatHasBecomeTheFileInTheMeantimeIsKept() throws IOException {
		Path temp = orphan(this.directory);
		Path file = this.directory.resolve("file");
		this.faults.on("open").nth(2).before(() -> Files.move(temp, file));
		assertThat(this.sweeper.sweep(this.fileSystem.path(this.directory))).isZero();
		assertThat(file).exists();
	}

	@Test
	void aTempThatCannotBeRemovedIsNotCounted() throws IOException {
		Path temp = orphan(this.directory);
		Files.setLastModifiedTime(temp, FileTime.from(Instant.EPOCH));
		this.faults.on("delete").always().failBefore(new AccessDeniedException("temp"));
		assertThat(this.sweeper.sweep(this.fileSystem.path(this.directory))).isZero();
		assertThat(temp).exists();
	}

	@Test
	void aWriterWhoseTempWasSweptBeforeItWasLockedTakesAnother() throws IOException {
		Path file = this.fileSystem.path(this.directory.resolve("file"));
		this.faults.on("tryLock").before(() -> Files.delete(Temps.in(this.directory).get(0)));
		AtomicFileTemplate.builder().build().write(file, "new".getBytes());
		assertThat(this.faults.calls("tryLock")).hasSize(2);
		assertThat(this.directory.resolve("file")).hasContent("new");
		assertThat(Temps.in(this.directory)).isEmpty();
		assertThat(OpenFiles.under(this.directory)).isEmpty();
	}

	@Test
	void aWriterWhoseTempWasSweptWhileItStoodStillBeforeTheRenameBeginsAnew() throws IOException {
		Path file = this.fileSystem.path(this.directory.resolve("file"));
		List<String> swept = new ArrayList<>();
		this.faults.on("move")
			.before(() -> swept.addAll(ChildJvm.of(SweepMain.class, this.directory.toString()).run()));
		AtomicFileTemplate.builder().build().write(file, "new".getBytes());
		assertThat(swept).contains("removed 1");
		assertThat(this.directory.resolve("file")).hasContent("new");
		assertThat(Temps.in(this.directory)).isEmpty();
	}

	@Test
	void aWriterWhoseTempsVanishAgainAndAgainGivesUp() {
		Path file = this.fileSystem.path(this.directory.resolve("file"));
		this.faults.on("move").always().before(() -> Files.delete(Temps.in(this.directory).get(0)));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> AtomicFileTemplate.builder().build().write(file, "new".getBytes()))
			.withMessageContaining("was not changed: a sweep removed its temporary file")
			.withMessageEndingWith("; write it again");
		assertThat(this.faults.calls("move")).hasSize(3);
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aStreamWhoseTempWasSweptSaysSo() {
		Path file = this.fileSystem.path(this.directory.resolve("file"));
		this.faults.on("move").before(() -> Files.delete(Temps.in(this.directory).get(0)));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> AtomicFileTemplate.builder().build().write(file, (out) -> out.write(1)))
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(Outcome.NOT_COMMITTED))
			.withMessageContaining("a sweep removed its temporary file while this process stood still");
	}

	@Test
	void aDirectoryThatVanishedBeforeTheRenameIsNotBlamedOnASweep() throws IOException {
		Path parent = Files.createDirectory(this.directory.resolve("parent"));
		this.faults.on("move").before(() -> FileSystemUtils.deleteRecursively(parent));
		AtomicFileTemplate files = AtomicFileTemplate.builder().createDirectories(false).build();
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> files.write(this.fileSystem.path(parent.resolve("file")), new byte[1]))
			.withMessageContaining("create its directory");
		assertThat(this.faults.calls("move")).hasSize(1);
	}

	@Test
	void aFileIsLookedAtTwice() throws IOException {
		Path temp = orphan(this.directory);
		List<Long> looks = new ArrayList<>();
		this.faults.on("open", temp::equals).always().before(() -> looks.add(System.nanoTime()));
		this.sweeper.sweep(this.fileSystem.path(this.directory));
		assertThat(looks).hasSize(2);
		assertThat(Duration.ofNanos(looks.get(1) - looks.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void aTempThatIsLockedAtOneOfTheLooksIsKept(int look) throws IOException {
		Path temp = orphan(this.directory);
		Files.setLastModifiedTime(temp, FileTime.from(Instant.EPOCH));
		try (FileChannel channel = FileChannel.open(temp, StandardOpenOption.WRITE)) {
			this.faults.on("open", temp::equals)
				.nth(look)
				.before(() -> channel.lock(TempFile.LIVENESS_POSITION, 1, false));
			assertThat(this.sweeper.sweep(this.fileSystem.path(this.directory))).isZero();
		}
		assertThat(temp).exists();
	}

	@Test
	void whatHasNoAgeEitherIsKept() throws IOException {
		Path temp = orphan(this.directory);
		Files.setLastModifiedTime(temp, FileTime.from(Instant.EPOCH));
		this.faults.on("open").always().failBefore(new AccessDeniedException("temp"));
		this.faults.on("readAttributes", temp::equals).nth(2).failBefore(new IOException("Input/output error"));
		assertThat(this.sweeper.sweep(this.fileSystem.path(this.directory))).isZero();
		assertThat(temp).exists();
	}

	@Test
	void aDirectoryThatCannotBeReadIsAnError() {
		this.faults.on("toRealPath").failBefore(new IOException("Input/output error"));
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.sweeper.sweep(this.fileSystem.path(this.directory)));
	}

	@Test
	void theNameOfATempIsForgottenWhenItsWriteIsOver() {
		AtomicFileTemplate.builder().build().write(this.fileSystem.path(this.directory.resolve("file")), new byte[1]);
		assertThat(this.faults.calls("move")).singleElement()
			.satisfies((call) -> assertThat(TempFile.isLive(call.path())).isFalse());
	}

	@Test
	void aWriterWhoseTempsAreSweptAsSoonAsTheyAreCreatedGivesUp() {
		Path file = this.fileSystem.path(this.directory.resolve("file"));
		this.faults.on("tryLock").always().before(() -> Files.delete(Temps.in(this.directory).get(0)));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> AtomicFileTemplate.builder().build().write(file, new byte[1]))
			.withMessageContaining("temporary files vanish as soon as they are created");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aWriterWhoFindsItsTempLockedByASweepTakesAnother() throws IOException {
		Path file = this.fileSystem.path(this.directory.resolve("file"));
		try (ChildJvm sweep = ChildJvm.of(LockTempMain.class).start()) {
			this.faults.on("open", (path) -> TempNames.isTemp(path.getFileName().toString())).after(() -> {
				sweep.send(Temps.in(this.directory).get(0).toString());
				sweep.awaitLine("locked"::equals);
			});
			AtomicFileTemplate.builder().build().write(file, "new".getBytes());
			assertThat(this.faults.calls("tryLock")).hasSize(2);
			assertThat(this.directory.resolve("file")).hasContent("new");
			assertThat(OpenFiles.under(this.directory)).isEmpty();
		}
	}

	/** Another process that is about to remove a temporary file. */
	static final class LockTempMain {

		private LockTempMain() {
		}

		public static void main(String[] args) throws IOException {
			BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
			try (FileChannel channel = FileChannel.open(Path.of(input.readLine()), StandardOpenOption.WRITE)) {
				channel.lock(TempFile.LIVENESS_POSITION, 1, false);
				System.out.println("locked");
				input.readLine();
			}
		}

	}

	@Test
	void anInterruptDoesNotDisturbASweep() throws IOException {
		orphan(this.directory);
		Thread.currentThread().interrupt();
		int removed = this.sweeper.sweep(this.directory);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(removed).isEqualTo(1);
	}

	@Test
	void aDirectoryThatIsMissingHasNothingToSweep() {
		assertThat(this.sweeper.sweep(this.directory.resolve("missing"))).isZero();
		assertThat(this.events).containsExactly(this.directory.resolve("missing") + " 0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S" })
	void theAgeMustBePositive(Duration maxAge) {
		assertThatIllegalArgumentException().isThrownBy(() -> new StaleTempSweeper(maxAge, AtomicFileListener.NO_OP))
			.withMessageContaining("'maxAge' must be positive");
	}

}
