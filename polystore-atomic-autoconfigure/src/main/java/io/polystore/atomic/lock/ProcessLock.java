package io.polystore.atomic.lock;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

import io.polystore.atomic.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * A lock between processes, on one open lock file.
 * <p>
 * Used by one thread at a time, but for what says otherwise.
 *
 * @since 0.1
 */
public interface ProcessLock extends Closeable {

	/**
	 * Takes the lock if it is free now. After a failed attempt the caller may be next in
	 * line until it closes this lock.
	 * @return whether the lock is held
	 * @throws IOException if the file system refuses; trying again is useless
	 */
	boolean tryLock() throws IOException;

	/**
	 * Whether others of those that wait came before this one, and get the lock first if
	 * it asks a little later than they do. After a failed attempt.
	 * @return {@code true} if it should; {@code false}, as by default, if it need not, or
	 * if the lock itself keeps them in line
	 */
	default boolean isBehindOthers() {
		return false;
	}

	/**
	 * Waits for the lock in the operating system. Called on a thread that nobody
	 * interrupts; {@link #close()} by another thread ends the wait with an exception.
	 * @return {@code false} if that cannot be done here, so that the lock must be polled
	 * @throws IOException if the file system refuses
	 */
	default boolean await() throws IOException {
		return false;
	}

	/**
	 * Whether the lock that was taken is no longer the one that others ask for: the file
	 * that is locked no longer stands under its name, for example. Whoever wants to know
	 * may have to wait for another host's answer.
	 * @return {@code true} if it was lost
	 * @throws IOException if that cannot be found out
	 */
	default boolean isLost() throws IOException {
		return false;
	}

	/**
	 * How this kind of lock is lost, and what can be done about it.
	 * @return the end of a sentence
	 */
	default String howLost() {
		return "its file was deleted or replaced; let nobody delete lock files";
	}

	/**
	 * For how long nobody else can have the lock that was taken, as far as this process
	 * can tell by itself. Never waits.
	 * @return the time that is left, zero if there is none, or {@code null} for a lock
	 * that does not end by itself, as by default
	 */
	default @Nullable Duration timeLeft() {
		return null;
	}

	/**
	 * Leaves word of who holds the lock. Only for the holder.
	 * @param holder who holds it
	 * @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted:
	 * the lock is lost then
	 * @throws IOException if that fails; the lock is still held
	 */
	void record(LockHolder holder) throws IOException;

	/**
	 * Reads the word of who holds the lock, or of who died with it. Also while another
	 * thread waits.
	 * @return the holder, or {@code null} if there is no readable word
	 */
	@Nullable LockHolder recorded();

	/**
	 * Gives up the lock, if it is held, and closes the file, which stays where it is,
	 * with the word of the last holder in it. Unaffected by interrupts.
	 * @throws IOException if closing fails; the lock is free then
	 */
	@Override
	void close() throws IOException;

}
