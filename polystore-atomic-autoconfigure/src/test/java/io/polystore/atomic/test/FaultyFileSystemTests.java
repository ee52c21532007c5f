package io.polystore.atomic.test;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What the other tests rely on.
 */
class FaultyFileSystemTests {

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Faults faults = this.fileSystem.faults();

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = this.fileSystem.path(this.directory.resolve("file"));
		Files.writeString(this.file, "content");
		this.faults.clear();
	}

	@Test
	void callsAreRecordedInTheirOrder() throws IOException {
		Path other = this.file.resolveSibling("other");
		Files.move(this.file, other, StandardCopyOption.ATOMIC_MOVE);
		Files.delete(other);
		assertThat(this.faults.operations()).containsExactly("move", "delete");
		assertThat(this.faults.calls().get(0)).hasToString("move %s -> %s[ATOMIC_MOVE]".formatted(this.file, other));
		assertThat(Files.exists(other)).isFalse();
	}

	@Test
	void aCallFailsBeforeItIsDone() {
		this.faults.on("delete").failBefore(new IOException("Input/output error"));
		assertThatIOException().isThrownBy(() -> Files.delete(this.file)).withMessage("Input/output error");
		assertThat(this.file).exists();
	}

	@Test
	void aCallFailsAfterItWasDone() {
		this.faults.on("delete").failAfter(new IOException("Stale file handle"));
		assertThatIOException().isThrownBy(() -> Files.delete(this.file)).withMessage("Stale file handle");
		assertThat(this.file).doesNotExist();
	}

	@Test
	void aCallIsSkipped() throws IOException {
		this.faults.on("delete").skip();
		Files.delete(this.file);
		assertThat(this.file).exists();
	}

	@Test
	void onlyTheChosenMatchFails() throws IOException {
		Fault fault = this.faults.on("force").nth(2).failBefore(new IOException("Input/output error"));
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			channel.force(true);
			assertThatIOException().isThrownBy(() -> channel.force(true));
			channel.force(true);
		}
		assertThat(fault.matches()).isEqualTo(3);
	}

	@Test
	void locksAreThoseOfTheKernel() throws IOException {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE);
				FileChannel other = FileChannel.open(FaultyFileSystem.real(this.file), StandardOpenOption.WRITE)) {
			FileLock lock = channel.tryLock();
			assertThatExceptionOfType(OverlappingFileLockException.class).isThrownBy(other::tryLock);
			lock.release();
			assertThat(other.tryLock()).isNotNull();
		}
	}

	@Test
	void aDescriptorIsGoneEvenIfClosingFails() throws IOException {
		this.faults.on("close").failBefore(new IOException("Input/output error"));
		FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE);
		channel.lock();
		assertThatIOException().isThrownBy(channel::close);
		try (FileChannel other = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			assertThat(other.tryLock()).isNotNull();
		}
	}

	@Test
	void attributesAreThoseOfTheRealFile() throws IOException {
		assertThat(Files.readAttributes(this.file, "unix:uid,gid,mode")).hasSize(3);
		Files.setAttribute(this.file, "unix:mode", 0600);
		assertThat(Files.getPosixFilePermissions(this.directory.resolve("file"))).hasSize(2);
		Files.setPosixFilePermissions(this.file, Set.of());
		assertThat(Files.getPosixFilePermissions(this.directory.resolve("file"))).isEmpty();
		assertThat(this.faults.operations()).contains("setAttribute", "setPermissions");
	}

	@Test
	void whatIsOpenIsKnownUntilItIsClosed() throws IOException {
		FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE);
		InputStream in = Files.newInputStream(this.file);
		DirectoryStream<Path> list = Files.newDirectoryStream(this.file.getParent());
		assertThat(this.faults.open()).hasSize(3).contains(this.directory.resolve("file"), this.directory);
		for (Closeable resource : List.of(channel, in, list)) {
			resource.close();
		}
		assertThat(this.faults.open()).isEmpty();
	}

	@Test
	void whatIsOpenedInVainIsClosed() {
		this.faults.on("open").failAfter(new IOException("Stale file handle"));
		assertThatIOException().isThrownBy(() -> FileChannel.open(this.file, StandardOpenOption.WRITE));
		assertThat(this.faults.open()).isEmpty();
		assertThat(this.faults.operations()).containsExactly("open");
	}

	@Test
	void anInterruptClosesAChannelAndNotWhatFilesReadsWith() throws IOException {
		FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE);
		this.faults.on("force").before(() -> Thread.currentThread().interrupt());
		this.faults.on("read").before(() -> Thread.currentThread().interrupt());
		assertThatExceptionOfType(ClosedByInterruptException.class).isThrownBy(() -> channel.force(true));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(channel.isOpen()).isFalse();
		assertThat(this.faults.open()).isEmpty();
		assertThat(Files.readString(this.file)).isEqualTo("content");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void theObserverSeesWhatWasDoneAndWhatWasTold() throws IOException {
		List<String> seen = new ArrayList<>();
		this.faults.on("delete").failAfter(new IOException("Stale file handle"));
		this.faults.observe((call, done, failure) -> seen.add(call.operation() + " " + done + " " + failure));
		assertThatIOException().isThrownBy(() -> Files.delete(this.file));
		Files.createDirectory(this.file);
		assertThat(seen).containsExactly("delete true java.io.IOException: Stale file handle",
				"createDirectory true null");
	}

	@Test
	void locksAreKnownAsLongAsTheyHold() throws IOException {
		Path real = FaultyFileSystem.real(this.file);
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			channel.lock(0, 1, false);
			assertThat(this.faults.isLocked(real)).isTrue();
		}
		assertThat(this.faults.isLocked(real)).isFalse();
	}

	@Test
	void transfersMayBeShort() throws IOException {
		this.faults.limitReads(2);
		this.faults.limitWrites(1);
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			assertThat(channel.write(ByteBuffer.wrap("abc".getBytes(StandardCharsets.UTF_8)))).isOne();
			assertThat(channel.read(ByteBuffer.allocate(5))).isEqualTo(2);
		}
	}

}
