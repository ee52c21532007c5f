package io.polystore.atomic.write;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import io.polystore.atomic.AtomicWriteException.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the temporary file on the application's thread; commits on one of ours.
 */
final class CommittingOutputStream extends AtomicFileOutputStream {

	private static final int BUFFER_SIZE = 64 * 1024;

	private final Path file;

	private final Publication publication;

	private final WriteReport report;

	private final Replacement replacement;

	private final OutputStream out;

	private @Nullable Throwable failure;

	private boolean ended;

	CommittingOutputStream(Path file, Publication publication, WriteReport report, Replacement replacement)
			throws IOException {
		this.file = file;
		this.publication = publication;
		this.report = report;
		this.replacement = replacement;
		this.out = new BufferedOutputStream(replacement.stream(), BUFFER_SIZE);
	}

	@Override
	public Path path() {
		return this.file;
	}

	@Override
	public void write(int b) throws IOException {
		guarded(() -> this.out.write(b));
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		guarded(() -> this.out.write(bytes, offset, length));
	}

	@Override
	public void flush() throws IOException {
		guarded(this.out::flush);
	}

	/**
	 * After a failed write the rest must not be committed, whoever swallowed the failure.
	 */
	private void guarded(Transient.IoRunnable step) throws IOException {
		if (this.ended) {
			throw new IOException("Stream for '%s' was committed or closed already".formatted(this.file));
		}
		if (this.failure != null) {
			// Not the same one again: streams on top add what their close throws to it.
			throw new IOException("An earlier write failed", this.failure);
		}
		try {
			step.run();
		}
		catch (IOException | RuntimeException | Error ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/**
	 * Whether writing to the disk failed, as opposed to something in the application.
	 */
	boolean hasFailed() {
		return this.failure != null;
	}

	@Override
	public void commit() {
		if (this.ended) {
			throw new IllegalStateException("Stream for '%s' was committed or closed already".formatted(this.file));
		}
		this.report.run(this::commitOnce);
	}

	private void commitOnce() {
		try (this.replacement) {
			if (this.failure != null) {
				throw this.failure;
			}
			flush();
			IoThreads.call(() -> {
				this.replacement.commit(AtomicFileWriter.NO_CHECK, VersionKeeping.NONE);
				return this.file;
			});
		}
		catch (Throwable ex) {
			// Even of an error the caller must know on which side of the rename it was.
			Outcome outcome = this.replacement.outcome();
			this.replacement.rollback(ex);
			throw WriteFailures.failure(this.file, this.publication, outcome, ex);
		}
		finally {
			this.ended = true;
		}
	}

	@Override
	public void close() {
		rollback(this.failure);
	}

	/**
	 * Throws away what was written, unless that is committed; what fails is added to the
	 * failure that led here.
	 */
	void rollback(@Nullable Throwable cause) {
		if (!this.ended) {
			this.ended = true;
			try (this.replacement) {
				this.replacement.rollback(cause);
			}
		}
	}

}
