package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.Durability;
import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Missing directories, and that their entries are durable before anybody relies on them.
 */
class DirectoriesTests {

	private static final byte[] CONTENT = { 1 };

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Faults faults = this.fileSystem.faults();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	private final Gate gate = new Gate();

	@TempDir
	private Path directory;

	private Path base;

	@BeforeEach
	void resolveBase() {
		this.base = this.fileSystem.path(this.directory);
	}

	@AfterEach
	void openGate() {
		this.gate.open();
	}

	private List<String> effects() {
		return this.faults.calls()
			.stream()
			.filter((call) -> call.is("createDirectory") || call.is("force"))
			.filter((call) -> !TempNames.isTemp(call.fileName()))
			.map((call) -> call.operation() + " /" + this.directory.relativize(call.path()))
			.toList();
	}

	@Test
	void theParentOfEachNewDirectoryIsForced() {
		this.files.write(this.base.resolve("a/b/c/file"), CONTENT);
		assertThat(effects()).containsExactly("createDirectory /a", "force /", "createDirectory /a/b", "force /a",
				"createDirectory /a/b/c", "force /a/b", "force /a/b/c");
	}

	@Test
	void nothingMoreIsForcedWhereTheDirectoryExists() {
		this.files.write(this.base.resolve("file"), CONTENT);
		assertThat(effects()).containsExactly("force /");
	}

	@Test
	void aDirectoryThatAnotherProcessMakesMeanwhileIsForcedToo() {
		Path made = this.directory.resolve("a");
		this.faults.on("createDirectory").before(() -> Files.createDirectory(made));
		this.files.write(this.base.resolve("a/file"), CONTENT);
		assertThat(effects()).containsExactly("createDirectory /a", "force /", "force /a");
	}

	@Test
	void missingDirectoriesAreAnErrorIfTheyAreNotToBeCreated() {
		WriteOptions options = WriteOptions.inherit().withCreateDirectories(false);
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.write(this.base.resolve("a/file"), options, CONTENT))
			.withCauseInstanceOf(NoSuchFileException.class)
			.withMessageContaining("polystore.atomic.write.create-directories");
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain/file", "plain/a/file" })
	void aFileInThePlaceOfADirectoryIsAnErrorOfItsOwn(String path) throws IOException {
		Files.writeString(this.directory.resolve("plain"), "content");
		Path file = this.base.resolve(path);
		assertThat(failure(() -> this.files.write(file, CONTENT))).hasMessageContaining("plain");
		assertThat(failure(() -> this.files.createNew(file, CONTENT))).isNotInstanceOf(TargetExistsException.class);
		assertThat(failure(() -> this.files.createNew(file, (out) -> out.write(1))))
			.isNotInstanceOf(TargetExistsException.class);
		assertThat(this.directory).isDirectoryContaining("glob:**/plain");
		assertThat(this.directory.resolve("plain")).hasContent("content");
	}

	@Test
	void aLinkThatLeadsNowhereInThePlaceOfADirectoryIsAnErrorOfItsOwn() throws IOException {
		Files.createSymbolicLink(this.directory.resolve("link"), Path.of("nowhere"));
		assertThat(failure(() -> this.files.write(this.base.resolve("link/file"), CONTENT)))
			.hasMessageContaining("a file stands where the directory should be")
			.hasCauseInstanceOf(NotDirectoryException.class);
	}

	@Test
	void whereNoDirectoryCanBeSeenNoneIsMade() {
		this.faults.on("readAttributes").always().failBefore(new IOException("Input/output error"));
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> Directories.create(this.base.resolve("a")));
		assertThat(effects()).isEmpty();
	}

	@Test
	void aLinkIsNotFollowedWhereThereIsAConfinement() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), file);
		WriteOptions options = WriteOptions.inherit().withConfinement(this.directory);
		assertThat(failure(() -> this.files.write(link, options, CONTENT)))
			.hasMessageContaining("a symbolic link stands there, which may not be followed");
		assertThat(link).isSymbolicLink();
		assertThat(file).isEmptyFile();
	}

	@Test
	void aFileOutsideOfItsConfinementGetsNoDirectoryEither() throws IOException {
		Path confinement = Files.createDirectory(this.directory.resolve("confinement"));
		WriteOptions options = WriteOptions.inherit().withConfinement(confinement);
		assertThat(failure(() -> this.files.write(this.directory.resolve("other/file"), options, CONTENT)))
			.hasMessageContaining("which it must not leave");
		assertThat(this.directory.resolve("other")).doesNotExist();
	}

	@Test
	void aDirectoryWhoseAnswerWasLostIsForcedToo() {
		this.faults.on("createDirectory").failAfter(new IOException("Input/output error"));
		this.files.write(this.base.resolve("a/file"), CONTENT);
		assertThat(effects()).containsExactly("createDirectory /a", "force /", "force /a");
	}

	@Test
	void aDirectoryWhoseAnswerWasLostIsTakenBackIfItIsNotDurable() {
		this.faults.on("createDirectory").failAfter(new IOException("Input/output error"));
		this.faults.on("force").failBefore(new IOException("Input/output error"));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.write(this.base.resolve("a/file"), CONTENT));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aDirectoryThatCannotBeLookedAtIsNoFile() {
		Path made = this.directory.resolve("a");
		IOException broken = new IOException("Input/output error");
		this.faults.on("createDirectory").before(() -> {
			Files.createDirectory(made);
			this.faults.on("readAttributes", made::equals).failBefore(broken);
		});
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.write(this.base.resolve("a/file"), CONTENT))
			.withCause(broken);
	}

	@Test
	void nobodyReliesOnADirectoryWhoseAnswerWasLostAndThatCannotBeLookedAt() {
		Path made = this.directory.resolve("a");
		IOException lost = new IOException("Input/output error");
		IOException look = new IOException("Stale");
		this.faults.on("createDirectory").after(() -> {
			this.faults.on("readAttributes", made::equals).failBefore(look);
			throw lost;
		});
		assertThat(failure(() -> this.files.write(this.base.resolve("a/file"), CONTENT))).hasCause(lost);
		assertThat(lost).hasSuppressedException(look);
		assertThat(effects()).containsExactly("createDirectory /a");
	}

	@Test
	void onceDirectoriesAreMadeExistingOnesCostNoLook() {
		Path file = this.base.resolve("a/file");
		this.files.write(file, CONTENT);
		this.faults.clear();
		this.files.write(file, CONTENT);
		assertThat(this.faults.calls("readAttributes")).extracting(Call::path)
			.doesNotContain(this.directory.resolve("a"));
	}

	private static AtomicWriteException failure(ThrowingCallable write) {
		return catchThrowableOfType(AtomicWriteException.class, write);
	}

	@Test
	void aDirectoryWhoseEntryIsNotKnownToBeDurableIsTakenBack() {
		this.faults.on("force").failBefore(new IOException("Input/output error"));
		Path file = this.base.resolve("a/file");
		assertThat(failure(() -> this.files.write(file, CONTENT))).hasRootCauseMessage("Input/output error");
		assertThat(this.directory).isEmptyDirectory();
		this.faults.clear();
		this.files.write(file, CONTENT);
		assertThat(effects()).containsExactly("createDirectory /a", "force /", "force /a");
	}

	@ParameterizedTest
	@EnumSource
	void anotherThreadWaitsUntilTheNewDirectoryIsDurable(Durability durability) throws Exception {
		this.faults.on("force", this.directory::equals).before(this.gate);
		Background<Path> first = write("a/first", durability);
		this.gate.awaitReached();
		Background<Path> second = write("a/second", durability);
		Awaitility.await().until(() -> waiting() == 1);
		assertThat(Temps.in(this.directory)).isEmpty();
		this.gate.open();
		assertThat(first.result()).exists();
		assertThat(second.result()).exists();
	}

	/**
	 * The second thread looks whether directories are being made, and then whether its
	 * directory exists: between the two the first thread makes it.
	 */
	@Test
	void aThreadThatLooksWhileTheDirectoryIsMadeWaitsToo() throws Exception {
		this.faults.on("force", this.directory::equals).before(this.gate);
		List<Background<Path>> first = new ArrayList<>();
		this.faults.on("readAttributes", this.directory.resolve("a")::equals).before(() -> {
			first.add(create("a"));
			this.gate.awaitReached();
		});
		Background<Path> second = create("a");
		Awaitility.await().until(() -> waiting() == 1);
		assertThat(second.isDone()).isFalse();
		this.gate.open();
		assertThat(second.result()).isDirectory();
		assertThat(first.get(0).result()).isDirectory();
	}

	@Test
	void makingDirectoriesNeedsNoMoreThreadsThanThereAre() throws Exception {
		CountDownLatch busy = new CountDownLatch(IoThreads.MAX_THREADS);
		List<CompletableFuture<Path>> all = new ArrayList<>();
		for (int i = 0; i < IoThreads.MAX_THREADS; i++) {
			String name = "dir-" + i;
			all.add(CompletableFuture.supplyAsync(() -> {
				busy.countDown();
				this.gate.run();
				return createNow(name);
			}, IoThreads::start));
		}
		Awaitility.await().until(() -> busy.getCount() == 0);
		Background<Path> oneMore = create("one-more");
		Awaitility.await().until(() -> waitingForAThread() == 1);
		this.gate.open();
		assertThat(oneMore.result()).isDirectory();
		assertThat(all).allSatisfy((created) -> assertThat(created.get(20, TimeUnit.SECONDS)).isDirectory());
	}

	private Background<Path> write(String file, Durability durability) {
		Path path = this.base.resolve(file);
		return Background.of(() -> {
			this.files.write(path, WriteOptions.of(durability), CONTENT);
			return path;
		});
	}

	private Background<Path> create(String name) {
		return Background.of(() -> createNow(name));
	}

	private Path createNow(String name) {
		try {
			Path path = this.base.resolve(name);
			Directories.create(path);
			return path;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** How many threads wait until no other makes directories. */
	private static long waiting() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> isIn(stack, "ReentrantLock", "lock") && isIn(stack, ".Directories", ""))
			.count();
	}

	private static long waitingForAThread() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> isIn(stack, "Semaphore", "acquire") && isIn(stack, ".IoThreads", "start"))
			.count();
	}

	private static boolean isIn(StackTraceElement[] stack, String type, String method) {
		return Arrays.stream(stack)
			.anyMatch((frame) -> frame.getClassName().endsWith(type) && frame.getMethodName().startsWith(method));
	}

}
