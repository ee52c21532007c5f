package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
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
	private volatile @Nullable FileLock lock;

	/** Whether the file system was seen to have locks. */
	private volatile boolean lockable;

	/** Whether a thread stands in the kernel's line, or is about to. */
	private volatile boolean waiting;

	private boolean closed;

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
			this.lockable = true;
		}
		catch (OverlappingFileLockException ex) {
			this.lockable = true;
			return false;
		}
		if (this.lock == null) {
			return false;
		}
		releaseTurnstile();
		return true;
	}

	/**
	 * The kernel knows of processes only, and takes two threads of one process that wait
	 * for each other's neighbour in another process for a deadlock. That failure has a
	 * text in the user's language and no number; whatever else it may be, the next
	 * attempt fails with it, too.
	 */
	@Override
	public boolean await() throws IOException {
		if (!beginWait()) {
			return false;
		}
		try {
			if (this.turnstile == null) {
				this.turnstile = this.channel.lock(TURNSTILE_BYTE, 1, false);
			}
			this.lock = this.channel.lock(LOCK_BYTE, 1, false);
		}
		catch (ClosedChannelException ex) {
			throw ex;
		}
		catch (OverlappingFileLockException | IOException ex) {
			return false;
		}
		finally {
			this.waiting = false;
		}
		releaseTurnstile();
		return true;
	}

	private synchronized boolean beginWait() throws IOException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
		this.waiting = !isLockedByOthersHere();
		return this.waiting;
	}

	/**
	 * Whether another channel of this JVM holds the lock or waits for it: of a library
	 * that is not ours, or of ours by another name of the file. If it is free, others may
	 * find it busy for a moment.
	 */
	private boolean isLockedByOthersHere() {
		long bytes = (this.turnstile != null) ? TURNSTILE_BYTE : TURNSTILE_BYTE + 1;
		try {
			FileLock free = this.channel.tryLock(LOCK_BYTE, bytes, false);
			if (free != null) {
				free.release();
			}
			return false;
		}
		catch (OverlappingFileLockException ex) {
			return true;
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
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

	/**
	 * Any close of the file drops all locks that this process has on it, also those of
	 * others. While we wait there are none: that was made sure of before.
	 */
	@Override
	public void close() throws IOException {
		if (mustNotBeClosed()) {
			try {
				releaseTurnstile();
			}
			finally {
				this.park.run();
			}
		}
		else {
			this.channel.close();
		}
	}

	/**
	 * A thread that waits sets the lock before it ends to wait.
	 */
	private synchronized boolean mustNotBeClosed() {
		this.closed = true;
		return this.lockable && !this.waiting && this.lock == null && this.channel.isOpen() && isLockedByOthersHere();
	}

}
