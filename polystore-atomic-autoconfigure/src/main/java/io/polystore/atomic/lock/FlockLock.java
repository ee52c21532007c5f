package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

import io.polystore.atomic.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * Two locks on one file, which on Linux know nothing of each other: who has the turn
 * among the processes of this library, by fcntl(2), then asks for the lock of flock(2).
 * <p>
 * With any descriptor of the file that is closed, this process loses the turn. So the
 * native one is opened only by who has the turn, and closed only by who gives up both.
 * <p>
 * The monitor guards the native file, which a thread that still waits for the turn must
 * not open once this lock is closed.
 */
final class FlockLock implements ProcessLock {

	private final Path path;

	private final FileChannelLock turn;

	private final LibC libC;

	/** Changed by the one thread that tries, or waits. */
	private volatile boolean hasTurn;

	private boolean tried;

	private @Nullable NativeFile file;

	private boolean closed;

	FlockLock(Path path, FileChannelLock turn, LibC libC) {
		this.path = path;
		this.turn = turn;
		this.libC = libC;
	}

	/**
	 * Nobody asks whether a lock that was free at once is lost, but strangers delete lock
	 * files where flock(2) is used: such a lock is not taken for one. All later attempts
	 * are followed by that question.
	 */
	@Override
	public boolean tryLock() throws IOException {
		boolean atOnce = !this.tried;
		this.tried = true;
		this.hasTurn = this.hasTurn || this.turn.tryLock();
		return this.hasTurn && tryFlock() && !(atOnce && isLost());
	}

	/**
	 * In the kernel only for the turn: nothing ends a wait in flock(2) but the holder.
	 */
	@Override
	public boolean await() throws IOException {
		this.hasTurn = this.hasTurn || this.turn.await();
		return this.hasTurn && tryFlock();
	}

	private synchronized boolean tryFlock() throws IOException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
		NativeFile opened = this.file;
		if (opened == null) {
			opened = NativeFile.open(this.path, this.libC);
			this.file = opened;
		}
		return opened.tryLock();
	}

	/**
	 * A stranger may have replaced the file between the two times that it was opened.
	 */
	@Override
	public boolean isLost() throws IOException {
		return this.turn.isLost() || !namesNativeFile();
	}

	private synchronized boolean namesNativeFile() throws IOException {
		return this.file != null && this.file.isAt(this.path);
	}

	@Override
	public void record(LockHolder holder) throws IOException {
		this.turn.record(holder);
	}

	/**
	 * Who has the turn waits for a program that leaves no word.
	 */
	@Override
	public @Nullable LockHolder recorded() {
		return this.hasTurn ? null : this.turn.recorded();
	}

	/**
	 * The turn outlasts the lock of flock(2), so that the next process finds that one
	 * free.
	 */
	@Override
	@SuppressWarnings("try")
	public void close() throws IOException {
		try (NativeFile last = unlock()) {
			this.turn.close();
		}
	}

	private synchronized @Nullable NativeFile unlock() {
		this.closed = true;
		if (this.file != null) {
			this.file.unlock();
		}
		return this.file;
	}

}
