package io.polystore.atomic.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.polystore.atomic.AtomicFileListener.WriteOperation;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.OutputStreamCallback;
import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * Replaces, creates and deletes files atomically.
 * <p>
 * Thread-safe. The options that it is given must be complete. An interrupt of the calling
 * thread neither breaks an operation nor is lost.
 *
 * @since 0.1
 */
public final class AtomicFileWriter {

	static final Runnable NO_CHECK = () -> {
	};

	private static final int MAX_ATTEMPTS = 3;

	private final ReplaceSettings settings;

	/**
	 * Creates a writer.
	 * @param settings what is the same for all its writes
	 */
	public AtomicFileWriter(ReplaceSettings settings) {
		this.settings = settings;
	}

	/**
	 * Returns what is the same for all writes.
	 * @return the settings
	 */
	public ReplaceSettings settings() {
		return this.settings;
	}

	/**
	 * Replaces or creates a file.
	 * @param file the file
	 * @param options how to write
	 * @param content its new content
	 * @throws AtomicWriteException if that fails
	 */
	public void replace(Path file, WriteOptions options, byte[] content) {
		write(file, options, content, Publication.REPLACE, WriteOperation.REPLACE, NO_CHECK);
	}

	/**
	 * Creates a file that must not exist.
	 * @param file the file
	 * @param options how to write
	 * @param content its content
	 * @throws TargetExistsException if it exists
	 * @throws AtomicWriteException if writing fails
	 */
	public void create(Path file, WriteOptions options, byte[] content) {
		write(file, options, content, Publication.CREATE, WriteOperation.CREATE, NO_CHECK);
	}

	/**
	 * Replaces or deletes a file on behalf of a batch of updates, under its lock, and
	 * keeps as many versions as the options ask for. A link that stands there is refused:
	 * it was not there when the file was locked.
	 * @param file the file, after all links were followed
	 * @param options how to write
	 * @param content its new content, or {@code null} to delete it
	 * @param lastCheck may refuse, by an exception, immediately before the change becomes
	 * visible
	 * @throws AtomicWriteException if that fails
	 */
	public void update(Path file, WriteOptions options, byte @Nullable [] content, Runnable lastCheck) {
		if (content != null) {
			write(file, options, content, Publication.UPDATE, WriteOperation.UPDATE, lastCheck);
		}
		else {
			remove(file, options, Publication.UPDATE, WriteOperation.UPDATE, lastCheck);
		}
	}

	/**
	 * Deletes a file.
	 * @param file the file
	 * @param options the durability
	 * @return whether there was one
	 * @throws AtomicWriteException if that fails
	 */
	public boolean delete(Path file, WriteOptions options) {
		return remove(file, options, Publication.REPLACE, WriteOperation.DELETE, NO_CHECK);
	}

	/**
	 * Opens a stream that replaces a file on commit.
	 * @param file the file
	 * @param options how to write
	 * @return the stream
	 * @throws AtomicWriteException if that fails
	 */
	public AtomicFileOutputStream open(Path file, WriteOptions options) {
		return open(file, options, Publication.REPLACE);
	}

	/**
	 * Replaces a file with what a callback writes.
	 * @param <X> what the callback may throw
	 * @param file the file
	 * @param options how to write
	 * @param callback writes the content
	 * @throws X what the callback throws
	 * @throws AtomicWriteException if writing fails
	 */
	public <X extends Exception> void replace(Path file, WriteOptions options, OutputStreamCallback<X> callback)
			throws X {
		stream(open(file, options, Publication.REPLACE), callback);
	}

	/**
	 * Creates a file with what a callback writes.
	 * @param <X> what the callback may throw
	 * @param file the file
	 * @param options how to write
	 * @param callback writes the content; not called if the file exists
	 * @throws X what the callback throws
	 * @throws TargetExistsException if it exists, before or after the callback
	 * @throws AtomicWriteException if writing fails
	 */
	public <X extends Exception> void create(Path file, WriteOptions options, OutputStreamCallback<X> callback)
			throws X {
		stream(open(file, options, Publication.CREATE), callback);
	}

	private static <X extends Exception> void stream(CommittingOutputStream out, OutputStreamCallback<X> callback)
			throws X {
		try {
			writeAndCommit(out, callback);
		}
		catch (Throwable ex) {
			out.rollback(ex);
			throw ex;
		}
	}

	private static <X extends Exception> void writeAndCommit(CommittingOutputStream out,
			OutputStreamCallback<X> callback) throws X {
		try {
			callback.writeTo(new FlushOnCloseOutputStream(out));
		}
		catch (IOException | RuntimeException ex) {
			if (out.hasFailed()) {
				// Whatever the application made of it.
				throw WriteFailures.failure(out.path(), Outcome.NOT_COMMITTED, ex);
			}
			throw (ex instanceof IOException io) ? new UncheckedIOException(io) : (RuntimeException) ex;
		}
		out.commit();
	}

	private CommittingOutputStream open(Path file, WriteOptions options, Publication publication) {
		WriteReport report = report(file, publication.streamed(), options);
		try {
			return IoThreads.call(() -> new CommittingOutputStream(file, publication, report,
					Replacement.begin(file, options, this.settings, publication, true)));
		}
		catch (IOException | RuntimeException ex) {
			AtomicWriteException failure = WriteFailures.failure(file, publication, Outcome.NOT_COMMITTED, ex);
			report.run(() -> {
				throw failure;
			});
			throw failure;
		}
	}

	private void write(Path file, WriteOptions options, byte[] content, Publication publication,
			WriteOperation operation, Runnable lastCheck) {
		report(file, operation, options)
			.run(() -> OwnThread.run(() -> writeUnswept(file, options, content, publication, lastCheck)));
	}

	private void writeUnswept(Path file, WriteOptions options, byte[] content, Publication publication,
			Runnable lastCheck) {
		for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
			try {
				writeOnce(file, options, content, publication, lastCheck);
				return;
			}
			catch (AtomicWriteException ex) {
				if (!(ex.getCause() instanceof SweptTempException)) {
					throw ex;
				}
			}
		}
		writeOnce(file, options, content, publication, lastCheck);
	}

	private void writeOnce(Path file, WriteOptions options, byte[] content, Publication publication,
			Runnable lastCheck) {
		Outcome outcome = Outcome.NOT_COMMITTED;
		try (Replacement replacement = Replacement.begin(file, options, this.settings, publication, false)) {
			try {
				replacement.write(content);
				VersionKeeping versions = publication.keepsVersions()
						? VersionKeeping.prepare(replacement.target(), content, options, this.settings.listener())
						: VersionKeeping.NONE;
				replacement.commit(lastCheck, versions);
				versions.prune();
			}
			catch (Throwable ex) {
				replacement.rollback(ex);
				throw ex;
			}
			finally {
				outcome = replacement.outcome();
			}
		}
		catch (Throwable ex) {
			// Even of an error the caller must know on which side of the rename it was.
			throw WriteFailures.failure(file, publication, outcome, ex);
		}
	}

	private boolean remove(Path file, WriteOptions options, Publication publication, WriteOperation operation,
			Runnable lastCheck) {
		boolean[] deleted = new boolean[1];
		report(file, operation, options)
			.run(() -> OwnThread.run(() -> deleted[0] = removeOnce(file, options, publication, lastCheck)));
		return deleted[0];
	}

	private boolean removeOnce(Path file, WriteOptions options, Publication publication, Runnable lastCheck) {
		Deletion deletion = new Deletion();
		try {
			return deletion.run(file, publication, options, this.settings, lastCheck);
		}
		catch (Throwable ex) {
			throw WriteFailures.failure(file, deletion.outcome(), ex);
		}
	}

	private WriteReport report(Path file, WriteOperation operation, WriteOptions options) {
		return new WriteReport(this.settings.listener(), file, operation, options.durability());
	}

}
