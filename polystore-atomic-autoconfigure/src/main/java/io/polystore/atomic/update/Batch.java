package io.polystore.atomic.update;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.FileLockLostException;
import io.polystore.atomic.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * The changes that one replace serves.
 */
final class Batch {

	/**
	 * Each thread that it wakes wakes the next one: whoever opens it has the next batch
	 * to write, and dozens to wake would cost it as much time as a force.
	 */
	private final CountDownLatch written = new CountDownLatch(1);

	/** Published by the latch. */
	private @Nullable AtomicWriteException failure;

	private final UpdateSettings settings;

	private WriteOptions options;

	private int updates;

	private byte @Nullable [] content;

	/** Of the change whose result the content is: another's may be no good version. */
	private int keptVersions;

	Batch(Ticket first) {
		this.settings = first.settings();
		this.options = first.writeOptions();
	}

	/**
	 * Adds a change whose result is {@code content}; the strongest options win.
	 */
	void add(Ticket ticket, byte @Nullable [] content) {
		this.keptVersions = ticket.writeOptions().keptVersions();
		addUnchanged(ticket, content);
	}

	/**
	 * Adds a change that left the content as it was, for the sake of its options. Nothing
	 * more is kept: the change may have failed because that content is corrupt.
	 */
	void addUnchanged(Ticket ticket, byte @Nullable [] content) {
		WriteOptions added = ticket.writeOptions();
		this.options = added.orElse(this.options)
			.withDurability(added.durability().strongest(this.options.durability()))
			.withCreateDirectories(added.createDirectories() || this.options.createDirectories())
			.withMetadata(added.metadata().strictest(this.options.metadata()));
		this.content = content;
		this.updates++;
	}

	int updates() {
		return this.updates;
	}

	byte @Nullable [] content() {
		return this.content;
	}

	Durability durability() {
		return this.options.durability();
	}

	/**
	 * Writes the result of the last change.
	 * @param lastCheck refuses if the lock was lost
	 * @return why it failed, or {@code null}
	 */
	@Nullable AtomicWriteException write(Path file, Runnable lastCheck) {
		try {
			this.settings.listener().batchStarted(file, this.updates);
			this.settings.writer()
				.update(file, this.options.withKeptVersions(this.keptVersions), this.content, lastCheck);
			return null;
		}
		catch (AtomicWriteException ex) {
			return ex;
		}
		catch (Throwable ex) {
			// Even the failure could not be told. Who cannot tell on which side of the
			// rename it was must not say that nothing happened.
			return new AtomicWriteException(file, Outcome.COMMITTED_DURABILITY_UNKNOWN,
					"Whether file '%s' was changed is not known: %s".formatted(file, ex), ex);
		}
	}

	static AtomicWriteException notCommitted(Path file, Throwable cause) {
		return new AtomicWriteException(file, Outcome.NOT_COMMITTED,
				"File '%s' was not changed: %s".formatted(file, cause), cause);
	}

	void complete(@Nullable AtomicWriteException failure) {
		this.failure = failure;
		this.written.countDown();
	}

	/**
	 * Waits for the outcome, whatever interrupts come.
	 * @throws AtomicWriteException if the replace failed; one for each caller
	 * @throws FileLockLostException if it was not tried, because the lock was lost
	 */
	void await() {
		awaitWritten();
		if (this.failure != null) {
			throw copy(this.failure);
		}
	}

	private void awaitWritten() {
		boolean interrupted = false;
		while (this.written.getCount() > 0) {
			try {
				this.written.await();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * An exception of the caller's own, with its stack, for a failure that it shares.
	 */
	private static AtomicFileException copy(AtomicWriteException failure) {
		AtomicFileException told = told(failure);
		return (told != failure) ? told : new AtomicWriteException(failure.path(), failure.outcome(),
				String.valueOf(failure.getMessage()), failure);
	}

	/**
	 * Whoever comes to nothing by a lost lock is told so, also if the update was only
	 * based on one that did.
	 */
	static AtomicFileException told(AtomicWriteException failure) {
		if (failure.outcome() == Outcome.NOT_COMMITTED) {
			for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
				if (cause instanceof FileLockLostException lost) {
					return new FileLockLostException(lost.path(), String.valueOf(lost.getMessage()), failure);
				}
			}
		}
		return failure;
	}

}
