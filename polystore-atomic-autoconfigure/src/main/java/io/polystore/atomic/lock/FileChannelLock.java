package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Objects;

import io.polystore.atomic.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * The lock proper is on byte 0; byte 1 is a turnstile that only one process passes at a
 * time.
 * <p>
 * Whoever waits stands in the turnstile, so that a process that gives up the lock and
 * wants it back at once comes behind one that waits already.
 */
final class FileChannelLock implements ProcessLock {

	private static final long LOCK_BYTE = 0;

	private static final long TURNSTILE_BYTE = 1;

	private final Path path;

	private final FileChannel channel;

	private final Runnable park;

	/** What stood under the path when the file was opened. */
	private final @Nullable Object fileKey;

	private @Nullable FileLock turnstile;

	/** The JDK refers to a lock only weakly, and gives up what is collected. */
	private @Nullable FileLock lock;

	private volatile boolean lockedByOthersHere;

	FileChannelLock(Path path, FileChannel channel, @Nullable Object fileKey, Runnable park) {
		this.path = path;
		this.channel = channel;
		this.fileKey = fileKey;
		this.park = park;
	}

	@Override
	public boolean tryLock() throws IOException {
		try {
			if (this.turnstile == null) {
				this.turnstile = this.channel.tryLock(TURNSTILE_BYTE, 1, false);
			}
			if (this.turnstile != null) {
				this.lock = this.channel.tryLock(LOCK_BYTE, 1, false);
			}
			this.lockedByOthersHere = false;
		}
		catch (OverlappingFileLockException ex) {
			this.lockedByOthersHere = true;
		}
		if (this.lock == null) {
			return false;
		}
		releaseTurnstile();
		return true;
	}

	/**
	 * The kernel knows of processes only, and takes two threads of one process that wait
	 * for each other's neighbour in another process for a deadlock.
	 */
	@Override
	public boolean await() throws IOException {
		try {
			if (this.turnstile == null) {
				this.turnstile = this.channel.lock(TURNSTILE_BYTE, 1, false);
			}
			this.lock = this.channel.lock(LOCK_BYTE, 1, false);
			this.lockedByOthersHere = false;
		}
		catch (OverlappingFileLockException ex) {
			this.lockedByOthersHere = true;
			return false;
		}
		catch (IOException ex) {
			if (isDeadlock(ex)) {
				return false;
			}
			throw ex;
		}
		releaseTurnstile();
		return true;
	}

	/** By strerror(3) of EDEADLK, in glibc and elsewhere. */
	private static boolean isDeadlock(IOException failure) {
		String message = String.valueOf(failure.getMessage());
		return message.contains("Resource deadlock") || message.contains("Deadlock");
	}

	@Override
	public boolean isLost() throws IOException {
		return !Objects.equals(this.fileKey, FileChannelLockProvider.fileKey(this.path));
	}

	private void releaseTurnstile() throws IOException {
		if (this.turnstile != null) {
			this.turnstile.release();
			this.turnstile = null;
		}
	}

	@Override
	public void record(LockHolder holder) throws IOException {
		if (isOurs()) {
			this.channel.write(HolderRecord.encode(holder), HolderRecord.POSITION);
		}
	}

	/**
	 * Whoever locks a file with a content of its own must find it as it was.
	 */
	private boolean isOurs() throws IOException {
		ByteBuffer content = ByteBuffer.allocate(HolderRecord.POSITION + HolderRecord.SIZE + 1);
		return HolderRecord.isLockFile(content.array(), this.channel.read(content, 0));
	}

	@Override
	public @Nullable LockHolder recorded() {
		try {
			return HolderRecord.decode(read());
		}
		catch (IOException ex) {
			return null;
		}
	}

	private byte[] read() throws IOException {
		ByteBuffer block = ByteBuffer.allocate(HolderRecord.SIZE);
		this.channel.read(block, HolderRecord.POSITION);
		return block.array();
	}

	@Override
	public void close() throws IOException {
		if (!this.lockedByOthersHere) {
			this.channel.close();
		}
		else {
			try {
				releaseTurnstile();
			}
			finally {
				this.park.run();
			}
		}
	}

}
