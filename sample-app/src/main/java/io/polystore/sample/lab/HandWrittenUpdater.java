package io.polystore.sample.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

import tools.jackson.databind.json.JsonMapper;

/**
 * Updates as one writes it by hand, with care: a mutex between the threads, a file lock
 * between the processes, and a durable replace for each update.
 */
final class HandWrittenUpdater implements Updater {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ReentrantLock mutex = new ReentrantLock();

	private final Path file;

	private final Path temp;

	private final FileChannel lockFile;

	HandWrittenUpdater(Path directory) throws IOException {
		this.file = directory.resolve("hand-written.json");
		this.temp = directory.resolve("hand-written.json.tmp");
		this.lockFile = FileChannel.open(directory.resolve("hand-written.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
	}

	@Override
	@SuppressWarnings("try")
	public void add(OperationId id) throws IOException {
		this.mutex.lock();
		try (FileLock lock = this.lockFile.lock()) {
			replace(this.mapper.writeValueAsBytes(read().with(id)));
		}
		finally {
			this.mutex.unlock();
		}
	}

	@Override
	public Ledger read() throws IOException {
		return Files.exists(this.file) ? this.mapper.readValue(Files.readAllBytes(this.file), Ledger.class)
				: Ledger.EMPTY;
	}

	private void replace(byte[] content) throws IOException {
		write(ByteBuffer.wrap(content));
		Files.move(this.temp, this.file, StandardCopyOption.ATOMIC_MOVE);
		forceDirectory();
	}

	private void write(ByteBuffer content) throws IOException {
		try (FileChannel channel = FileChannel.open(this.temp, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
			while (content.hasRemaining()) {
				channel.write(content);
			}
			channel.force(true);
		}
	}

	private void forceDirectory() throws IOException {
		try (FileChannel channel = FileChannel.open(this.file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	@Override
	public void close() throws IOException {
		this.lockFile.close();
	}

}
