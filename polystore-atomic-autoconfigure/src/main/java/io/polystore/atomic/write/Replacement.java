package io.polystore.atomic.write;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * The replace protocol: a temporary file in the same directory, metadata, content, force,
 * rename, force of the directory.
 * <p>
 * The order follows what Linux file systems promise (fsync(2), rename(2)): without the
 * first force an empty file may stand after a power cut, without the second the old one.
 * An interrupt before the rename closes the channel of the temporary file, so that all
 * must be begun anew; {@link #stream()} and what comes behind the rename survive it.
 */
final class Replacement implements Closeable {

	private final Path target;

	private final WriteOptions options;

	private final Publication publication;

	private final Transient retries;

	private final DirectoryHandle directory;

	private final TempFile temp;

	private byte @Nullable [] content;

	private boolean published;

	private Replacement(Path target, WriteOptions options, Publication publication, Transient retries,
			DirectoryHandle directory, TempFile temp) {
		this.target = target;
		this.options = options;
		this.publication = publication;
		this.retries = retries;
		this.directory = directory;
		this.temp = temp;
	}

	/**
	 * Does all that can fail before there is content. The directory is opened here, since
	 * an error behind the rename could no longer leave the target as it was.
	 */
	static Replacement begin(Path path, WriteOptions options, ReplaceSettings settings, Publication publication,
			boolean streamed) throws IOException {
		Path target = publication.target(path, options);
		Path parent = DirectoryHandle.parent(target);
		boolean forced = DirectoryHandle.isRequired(target, options.durability(), settings);
		FileMetadata metadata = publication.metadata(target, options);
		if (options.createDirectories()) {
			Directories.create(parent, metadata.isTaken());
		}
		DirectoryHandle directory = forced ? DirectoryHandle.open(parent) : DirectoryHandle.none();
		try {
			Transient retries = new Transient(settings.retry(), settings.listener());
			return new Replacement(target, options, publication, retries, directory,
					prepare(target, metadata, streamed));
		}
		catch (IOException | RuntimeException | Error ex) {
			CleanUp.run(directory::close, ex);
			throw ex;
		}
	}

	private static TempFile prepare(Path target, FileMetadata metadata, boolean streamed) throws IOException {
		TempFile temp = TempFile.create(target, metadata.creationAttributes());
		try {
			if (streamed) {
				temp.stream();
			}
			metadata.applyTo(temp);
			return temp;
		}
		catch (IOException | RuntimeException | Error ex) {
			temp.discard(ex);
			throw ex;
		}
	}

	void write(byte[] content) throws IOException {
		this.content = content;
		this.temp.write(content);
	}

	OutputStream stream() throws IOException {
		return this.temp.stream();
	}

	/**
	 * The file that is replaced, whatever links led to it.
	 */
	Path target() {
		return this.target;
	}

	/**
	 * Makes the content visible and durable. When this fails, {@link #outcome()} tells on
	 * which side of the rename.
	 * @param lastCheck may refuse, by an exception, immediately before the rename
	 * @param versions keeps what then stands in place
	 */
	void commit(Runnable lastCheck, VersionKeeping versions) throws IOException {
		if (this.options.durability().isAtLeast(Durability.FILE)) {
			this.temp.force();
		}
		this.temp.close();
		publishWitnessed(lastCheck);
		// Before the force: a journal that holds the rename then holds this, too.
		versions.keep(this.temp);
		this.directory.force();
	}

	private void publishWitnessed(Runnable lastCheck) throws IOException {
		try (ChangeWitnesses.Witnessed change = ChangeWitnesses.begin(this.target)) {
			try {
				Confinement.checked(this.target, this.options);
				lastCheck.run();
				publish(lastCheck);
			}
			finally {
				if (this.published) {
					change.replaced(this.content);
				}
			}
		}
	}

	private void publish(Runnable lastCheck) throws IOException {
		try {
			this.retries.run(this.target, () -> this.publication.publish(this.temp.path(), this.target), lastCheck);
			this.published = true;
		}
		catch (Throwable ex) {
			boolean certain = isPublishedAllTheSame(ex);
			if (this.published) {
				// A new file may still have its temporary name, too.
				this.temp.discard(ex);
			}
			if (!this.published && ex instanceof NoSuchFileException && this.temp.isGone()) {
				throw new SweptTempException(this.temp.path(), ex);
			}
			if (!certain || ex instanceof Error) {
				throw ex;
			}
		}
	}

	/**
	 * A network file system may have renamed, lost the answer and tried again. Who cannot
	 * tell must not say that nothing happened.
	 */
	private boolean isPublishedAllTheSame(Throwable failure) {
		try {
			this.published = this.temp.isNow(this.target);
			return this.published;
		}
		catch (IOException | RuntimeException | Error ex) {
			CleanUp.add(ex, failure);
			this.published = !this.publication.isUndone(this.temp.path());
			return false;
		}
	}

	Outcome outcome() {
		return this.published ? Outcome.COMMITTED_DURABILITY_UNKNOWN : Outcome.NOT_COMMITTED;
	}

	/**
	 * Removes the temporary file, unless it has become the target.
	 * @param failure what led here, if anything; gets what fails now as suppressed
	 */
	void rollback(@Nullable Throwable failure) {
		if (!this.published) {
			this.temp.discard(failure);
		}
	}

	/**
	 * Ends it, after a commit or a rollback. The directory was opened for reading only,
	 * so that an error here says nothing about what was written.
	 */
	@Override
	public void close() {
		this.temp.forget();
		CleanUp.run(this.directory::close, null);
	}

}
