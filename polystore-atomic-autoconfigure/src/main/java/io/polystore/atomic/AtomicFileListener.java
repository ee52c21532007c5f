package io.polystore.atomic;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Is told what the library does, to measure or to log it.
 * <p>
 * Every method does nothing by default. Called on the thread that does the work, so an
 * implementation must be quick and thread-safe and must not call the library. What it
 * throws is logged and has no other effect.
 *
 * @since 0.1
 */
public interface AtomicFileListener {

	/**
	 * A listener that does nothing.
	 */
	AtomicFileListener NO_OP = new AtomicFileListener() {

		@Override
		public String toString() {
			return "AtomicFileListener.NO_OP";
		}

	};

	/**
	 * A thread begins to wait for a lock or for its turn in an update. Exactly one
	 * {@link #lockWaitEnded} follows, on the same thread.
	 * @param lockFile the lock file
	 */
	default void lockWaitStarted(Path lockFile) {
	}

	/**
	 * A thread has the lock or its turn, or gives up.
	 * @param lockFile the lock file
	 * @param outcome how the wait ended
	 * @param waited how long it took
	 * @param attempts how often the operating system was asked; zero if a lock that this
	 * JVM held already was shared or handed on
	 */
	default void lockWaitEnded(Path lockFile, LockOutcome outcome, Duration waited, int attempts) {
	}

	/**
	 * The lock is held from now on. Exactly one {@link #lockReleased} follows.
	 * @param lockFile the lock file
	 */
	default void lockHeld(Path lockFile) {
	}

	/**
	 * The lock was given up.
	 * @param lockFile the lock file
	 * @param held how long it was held
	 */
	default void lockReleased(Path lockFile, Duration held) {
	}

	/**
	 * A file is about to be replaced, created or deleted: its content is complete.
	 * Exactly one {@link #written} follows, on the same thread. What cannot even be
	 * opened is told in the same way.
	 * @param file the file
	 * @param operation what is done
	 * @param durability the durability it is done with
	 */
	default void writeStarted(Path file, WriteOperation operation, Durability durability) {
	}

	/**
	 * A file was replaced, created or deleted, or that failed.
	 * @param file the file
	 * @param operation what was done
	 * @param durability the durability it was done with
	 * @param outcome how it ended
	 * @param took how long it took; for streams without the time the application took to
	 * write
	 */
	default void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
			Duration took) {
	}

	/**
	 * An update begins. Exactly one {@link #updated} follows, on the same thread.
	 * @param file the file
	 */
	default void updateStarted(Path file) {
	}

	/**
	 * An update returned to its caller, or failed.
	 * @param file the file
	 * @param outcome how it ended
	 * @param took how long the whole update took its caller
	 */
	default void updated(Path file, UpdateOutcome outcome, Duration took) {
	}

	/**
	 * One replace is about to serve a batch of updates.
	 * @param file the file
	 * @param updates how many updates it holds, at least one
	 */
	default void batchStarted(Path file, int updates) {
	}

	/**
	 * An input/output operation failed in a way that may pass, and is tried again.
	 * @param file the file
	 * @param failure the failure
	 */
	default void retried(Path file, Throwable failure) {
	}

	/**
	 * A directory was swept: the temporary files of dead processes were removed.
	 * @param directory the directory that was swept
	 * @param files how many were removed, zero if there were none
	 */
	default void swept(Path directory, int files) {
	}

	/**
	 * An update is written, but could not be kept as a version of the file.
	 * @param file the file
	 * @param cause why
	 */
	default void versionNotKept(Path file, Throwable cause) {
	}

	/**
	 * How the wait for a lock ended.
	 */
	enum LockOutcome {

		/** The lock is held. */
		ACQUIRED,
		/** A single attempt found it busy. */
		BUSY,
		/** The time-out ended. */
		TIMEOUT,
		/** The thread was interrupted. */
		INTERRUPTED,
		/** The lock cannot be taken. */
		FAILED

	}

	/**
	 * What was done to a file.
	 */
	enum WriteOperation {

		/** Content that was in memory replaced the file. */
		REPLACE,
		/** Content that was streamed replaced the file. */
		STREAM,
		/** The file was created. */
		CREATE,
		/** The file was deleted. */
		DELETE,
		/** A batch of updates replaced or deleted the file. */
		UPDATE

	}

	/**
	 * How a write ended.
	 */
	enum WriteOutcome {

		/** The file is written, as durable as was asked for. */
		SUCCESS,
		/** The file is as it was. */
		NOT_COMMITTED,
		/** The file is written, and perhaps not durable. */
		COMMITTED_DURABILITY_UNKNOWN

	}

	/**
	 * How an update ended for its caller.
	 */
	enum UpdateOutcome {

		/** The change is written. */
		WRITTEN,
		/** The change left the content as it was. */
		UNCHANGED,
		/** The change itself failed. */
		CHANGE_FAILED,
		/** The lock was not acquired. */
		NOT_LOCKED,
		/** Reading or writing the file failed. */
		FAILED

	}

}
