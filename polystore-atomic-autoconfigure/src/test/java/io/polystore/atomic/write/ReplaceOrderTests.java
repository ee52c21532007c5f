package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order in which a write calls the file system, which is what its durability is made
 * of.
 */
class ReplaceOrderTests {

	/** What changes something, or makes it durable. */
	private static final Set<String> EFFECTIVE = Set.of("open", "newOutputStream", "setAttribute", "setPermissions",
			"write", "force", "move", "createLink", "delete", "createDirectory", "tryLock");

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Faults faults = this.fileSystem.faults();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		Files.writeString(this.directory.resolve("file"), "old");
		Files.setPosixFilePermissions(this.directory.resolve("file"), Set.of());
		this.file = this.fileSystem.path(this.directory.resolve("file"));
	}

	@Test
	void aDurableReplaceForcesTheFileBeforeTheRenameAndTheDirectoryAfterIt() {
		this.files.write(this.file, "new".getBytes());
		assertThat(effects()).containsExactly("open directory", "open temp", "tryLock temp", "setPermissions temp",
				"write temp", "force temp", "move temp", "force directory");
	}

	@Test
	void aStreamedReplaceFollowsTheSameOrder() {
		this.files.write(this.file, (out) -> out.write(1));
		assertThat(effects()).containsExactly("open directory", "open temp", "tryLock temp", "newOutputStream temp",
				"setPermissions temp", "write temp", "force temp", "move temp", "force directory");
	}

	@Test
	void theTempIsCreatedExclusively() {
		this.files.write(this.file, "new".getBytes());
		Call open = this.faults.calls("open").get(1);
		assertThat(open.detail()).contains("CREATE_NEW");
		assertThat(TempNames.isTemp(open.fileName())).isTrue();
		assertThat(open.path().getParent()).isEqualTo(this.directory);
	}

	@Test
	void theRenameIsAtomicAndReplaces() {
		this.files.write(this.file, "new".getBytes());
		assertThat(this.faults.calls("move")).singleElement()
			.satisfies((call) -> assertThat(call.detail()).contains("ATOMIC_MOVE", "REPLACE_EXISTING"));
	}

	@Test
	void everythingIsClosedBeforeTheRenameButTheDirectory() {
		this.files.write(this.file, (out) -> out.write(1));
		List<String> calls = this.faults.calls().stream().map(this::describe).toList();
		assertThat(calls.subList(0, calls.indexOf("move temp"))).filteredOn((call) -> call.equals("close temp"))
			.hasSize(2);
		assertThat(calls).endsWith("force directory", "close directory");
	}

	@Test
	void durabilityOfTheFileLeavesTheDirectoryAlone() {
		this.files.write(this.file, WriteOptions.of(Durability.FILE), "new".getBytes());
		assertThat(effects()).containsExactly("open temp", "tryLock temp", "setPermissions temp", "write temp",
				"force temp", "move temp");
	}

	@Test
	void withoutDurabilityNothingIsForced() {
		this.files.write(this.file, WriteOptions.of(Durability.NONE), "new".getBytes());
		assertThat(effects()).containsExactly("open temp", "tryLock temp", "setPermissions temp", "write temp",
				"move temp");
	}

	@Test
	void aNewFileIsLinkedSoThatNothingIsReplaced() {
		this.files.createNew(this.file.resolveSibling("other"), "new".getBytes());
		assertThat(effects()).containsExactly("open directory", "open temp", "tryLock temp", "write temp", "force temp",
				"createLink other", "delete temp", "force directory");
	}

	@Test
	void aDeletionForcesTheDirectory() {
		assertThat(this.files.delete(this.file)).isTrue();
		assertThat(effects()).containsExactly("open directory", "delete file", "force directory");
	}

	@ParameterizedTest
	@EnumSource(value = Durability.class, names = "FULL", mode = EnumSource.Mode.EXCLUDE)
	void aDeletionForcesNothingUnlessItIsToBeDurable(Durability durability) {
		assertThat(this.files.delete(this.file, WriteOptions.of(durability))).isTrue();
		assertThat(effects()).containsExactly("delete file");
	}

	private void writeCreateAndDelete() {
		this.files.write(this.file, "new".getBytes());
		this.files.createNew(this.file.resolveSibling("other"), "new".getBytes());
		this.files.delete(this.file);
	}

	@Test
	void aPlatformThreadForcesItself() {
		writeCreateAndDelete();
		assertThat(this.faults.calls("force")).hasSize(5)
			.allSatisfy((call) -> assertThat(call.thread()).isSameAs(Thread.currentThread()));
	}

	@Test
	void whoIsInterruptedLeavesItToAThreadThatNobodyInterrupts() {
		Thread.currentThread().interrupt();
		writeCreateAndDelete();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.faults.calls("force")).hasSize(5)
			.allSatisfy((call) -> assertThat(call.thread().getName()).startsWith("polystore-atomic-io-"));
	}

	@ParameterizedTest
	@MethodSource("io.polystore.atomic.test.ThreadKinds#executors")
	void aVirtualThreadDoesNotForceOnItsCarrier(ExecutorService threads) throws Exception {
		List<Thread> callers = new CopyOnWriteArrayList<>();
		threads.submit(() -> {
			callers.add(Thread.currentThread());
			writeCreateAndDelete();
		}).get();
		boolean virtual = callers.get(0).getClass() != Thread.class;
		assertThat(this.faults.calls("force")).hasSize(5)
			.allSatisfy((call) -> assertThat(call.thread() == callers.get(0)).isNotEqualTo(virtual));
	}

	@Test
	void streamsAreForcedOnAThreadThatNobodyInterrupts() {
		this.files.write(this.file, (out) -> out.write(1));
		assertThat(this.faults.calls("force")).hasSize(2)
			.allSatisfy((call) -> assertThat(call.thread().getName()).startsWith("polystore-atomic-io-"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tryLock", "write", "force" })
	void aWriteThatAnInterruptBreaksBeforeTheRenameIsBegunAnew(String operation) throws IOException {
		this.faults.on(operation).before(() -> Thread.currentThread().interrupt());
		this.files.write(this.file, "new".getBytes());
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.faults.calls("move")).hasSize(1);
		assertThat(this.directory.resolve("file")).hasContent("new");
		try (Stream<Path> left = Files.list(this.directory)) {
			assertThat(left).hasSize(1);
		}
	}

	/**
	 * What stands under its name already is not written again: it might be newer by now.
	 */
	@Test
	void anInterruptedForceOfTheDirectoryIsMadeSureElsewhere() {
		this.faults.on("force", this.directory::equals).before(() -> Thread.currentThread().interrupt());
		this.files.write(this.file, "new".getBytes());
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.faults.calls("move")).hasSize(1);
		assertThat(this.faults.calls("force")).hasSize(3)
			.last()
			.satisfies((call) -> assertThat(call.thread().getName()).startsWith("polystore-atomic-io-"));
	}

	@Test
	void shortWritesAreContinued() throws IOException {
		this.faults.limitWrites(2);
		this.files.write(this.file, "content".getBytes());
		assertThat(this.faults.calls("write")).extracting(Call::detail).containsExactly("7", "5", "3", "1");
		Files.setPosixFilePermissions(this.directory.resolve("file"), FileMetadataTests.permissions("rw-------"));
		assertThat(this.directory.resolve("file")).hasContent("content");
	}

	private List<String> effects() {
		return this.faults.calls()
			.stream()
			.filter((call) -> EFFECTIVE.contains(call.operation()))
			.map(this::describe)
			.toList();
	}

	private String describe(Call call) {
		String what = TempNames.isTemp(call.fileName()) ? "temp" : call.fileName();
		return call.operation() + " " + (call.path().equals(this.directory) ? "directory" : what);
	}

}
