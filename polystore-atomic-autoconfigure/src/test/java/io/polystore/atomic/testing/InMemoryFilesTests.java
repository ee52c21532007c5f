package io.polystore.atomic.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.polystore.atomic.Durability;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.json.CorruptionPolicy;
import io.polystore.atomic.json.JsonFileOptions;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.RecoveryOptions;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.VersionConflictException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InMemoryFilesTests {

	private final InMemoryFiles memory = new InMemoryFiles();

	@AfterEach
	void close() {
		this.memory.close();
	}

	@Test
	void beginsEmptyAndIsNotTheRealDisk() {
		assertThat(this.memory.path()).isEmptyDirectory().isAbsolute();
		assertThat(this.memory.path().getFileSystem()).isNotEqualTo(Path.of("").getFileSystem());
	}

	@Test
	void eachHasADirectoryOfItsOwn() {
		try (InMemoryFiles other = new InMemoryFiles()) {
			this.memory.documents().save("mine", 1);
			assertThat(other.documents().names()).isEmpty();
		}
	}

	@Test
	void filesAreWrittenWhole() {
		Path file = this.memory.resolve("exports/night.csv");
		this.memory.files().writeString(file, "whole");
		assertThat(file).hasContent("whole").isEqualTo(this.memory.path().resolve("exports").resolve("night.csv"));
		assertThat(this.memory.files().writeOptions().durability()).isEqualTo(Durability.FULL);
	}

	@Test
	void aReplacedFileKeepsItsPermissions() throws IOException {
		Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rw-r-----");
		Path file = Files.createFile(this.memory.resolve("file"));
		Files.setPosixFilePermissions(file, mine);
		this.memory.files().writeString(file, "new");
		assertThat(Files.getPosixFilePermissions(file)).isEqualTo(mine);
	}

	@Test
	void noUpdateOfManyThreadsIsLost() {
		Stream<CompletableFuture<Void>> threads = Stream.generate(() -> CompletableFuture.runAsync(this::countTo100));
		CompletableFuture.allOf(threads.limit(8).toArray(CompletableFuture[]::new)).join();
		assertThat(this.memory.documents().find("count", Integer.class)).contains(800);
	}

	private void countTo100() {
		for (int i = 0; i < 100; i++) {
			this.memory.documents().update("count", Integer.class, () -> 0, (count) -> count + 1);
		}
	}

	@Test
	void aLockExcludesOtherThreads() {
		Path file = this.memory.resolve("file");
		LockOptions once = LockOptions.inherit().withTimeout(Duration.ZERO);
		try (var lock = this.memory.files().lock(file)) {
			assertThat(lock).isNotNull();
			assertThat(CompletableFuture.supplyAsync(() -> this.memory.files().lock(file, once)))
				.failsWithin(Duration.ofSeconds(10))
				.withThrowableThat()
				.withCauseInstanceOf(FileLockTimeoutException.class);
		}
	}

	@Test
	void aStaleVersionIsAConflict() {
		JsonFileRepository documents = this.memory.documents();
		Version first = documents.save("settings", 1, Version.ABSENT);
		documents.save("settings", 2, first);
		assertThatExceptionOfType(VersionConflictException.class)
			.isThrownBy(() -> documents.save("settings", 3, first));
	}

	@Test
	void aCorruptDocumentIsRestored() throws IOException {
		RecoveryOptions restore = new RecoveryOptions(3, CorruptionPolicy.RESTORE);
		JsonFileRepository documents = new JsonFileRepository(this.memory.files(), JsonMapper.shared(),
				this.memory.path(), JsonFileOptions.defaults().withRecovery(restore));
		documents.save("settings", 1);
		Files.delete(this.memory.resolve("settings.json"));
		Files.writeString(this.memory.resolve("settings.json"), "{");
		assertThat(documents.find("settings", Integer.class)).contains(1);
	}

	@Test
	void whatIsClosedIsGone() {
		this.memory.documents().save("settings", 1);
		this.memory.close();
		assertThat(this.memory.path().getFileSystem().isOpen()).isFalse();
	}

}
