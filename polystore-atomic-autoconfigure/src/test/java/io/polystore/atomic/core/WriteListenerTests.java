package io.polystore.atomic.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.Durability;
import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What listeners are told of writes, and that they cannot break any.
 */
class WriteListenerTests {

	private final List<String> events = new CopyOnWriteArrayList<>();

	private final AtomicFileListener recorder = new AtomicFileListener() {

		@Override
		public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
				Duration took) {
			assertThat(took).isPositive().isLessThan(Duration.ofMinutes(1));
			WriteListenerTests.this.events
				.add("%s %s %s %s".formatted(operation, file.getFileName(), durability, outcome));
		}

	};

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().listener(this.recorder).build();

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = this.fileSystem.path(Files.writeString(this.directory.resolve("file"), "old"));
	}

	@Test
	void everyWriteIsToldOnce() throws IOException {
		this.files.write(this.file, new byte[1]);
		this.files.writeString(this.file, WriteOptions.of(Durability.FILE), "text", StandardCharsets.UTF_8);
		this.files.write(this.file, WriteOptions.of(Durability.NONE), (out) -> out.write(1));
		try (var out = this.files.openForWrite(this.file)) {
			out.commit();
		}
		this.files.update(this.file, (content) -> new byte[2]);
		this.files.delete(this.file);
		this.files.createNew(this.file, new byte[1]);
		assertThat(this.events).containsExactly("REPLACE file FULL SUCCESS", "REPLACE file FILE SUCCESS",
				"STREAM file NONE SUCCESS", "STREAM file FULL SUCCESS", "UPDATE file FULL SUCCESS",
				"DELETE file FULL SUCCESS", "CREATE file FULL SUCCESS");
	}

	@Test
	void aFailureIsToldWithItsOutcome() {
		this.fileSystem.faults().on("force").nth(1).failBefore(new IOException("Input/output error"));
		this.fileSystem.faults().on("force").nth(3).failBefore(new IOException("Input/output error"));
		failing(() -> this.files.write(this.file, new byte[1]));
		failing(() -> this.files.write(this.file, (out) -> out.write(1)));
		assertThat(this.events).containsExactly("REPLACE file FULL NOT_COMMITTED",
				"STREAM file FULL COMMITTED_DURABILITY_UNKNOWN");
	}

	@Test
	void aStreamThatCannotBeOpenedIsAFailureToo() {
		this.fileSystem.faults().on("open").failBefore(new IOException("Input/output error"));
		failing(() -> this.files.openForWrite(this.file));
		assertThat(this.events).containsExactly("STREAM file FULL NOT_COMMITTED");
	}

	@Test
	void anExistingTargetIsAFailureToo() {
		assertThatExceptionOfType(TargetExistsException.class)
			.isThrownBy(() -> this.files.createNew(this.file, new byte[1]));
		assertThatExceptionOfType(TargetExistsException.class)
			.isThrownBy(() -> this.files.createNew(this.file, (out) -> out.write(1)));
		assertThat(this.events).containsExactly("CREATE file FULL NOT_COMMITTED", "CREATE file FULL NOT_COMMITTED");
	}

	private static void failing(Runnable write) {
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(write::run);
	}

	@Test
	void aRollBackThatTheApplicationWantedIsNoWrite() {
		this.files.openForWrite(this.file).close();
		assertThatIllegalStateException().isThrownBy(() -> this.files.write(this.file, (out) -> {
			throw new IllegalStateException("serialiser failed");
		}));
		assertThat(this.events).isEmpty();
	}

	@Test
	void aListenerThatFailsBreaksNeitherTheWriteNorItsNeighbours() {
		AtomicFileListener failing = new AtomicFileListener() {

			@Override
			public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
					Duration took) {
				throw new AssertionError("listener failed");
			}

		};
		AtomicFileTemplate both = AtomicFileTemplate.builder()
			.listener(failing)
			.listener(AtomicFileListener.NO_OP)
			.listener(this.recorder)
			.build();
		both.write(this.file, "new".getBytes());
		assertThat(this.directory.resolve("file")).hasContent("new");
		assertThat(this.events).hasSize(1);
	}

}
