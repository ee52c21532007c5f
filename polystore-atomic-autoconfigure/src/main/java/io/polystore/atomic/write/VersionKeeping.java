package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.WriteOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one update puts in place as the newest version of its file, and drops the
 * oldest ones.
 * <p>
 * The file comes first: what fails here is told, and the outcome of the write is what it
 * would have been.
 */
final class VersionKeeping {

	static final VersionKeeping NONE = new VersionKeeping(Path.of(""), 0, AtomicFileListener.NO_OP);

	private static final Log logger = LogFactory.getLog(VersionKeeping.class);

	/** Of so many directories it is logged once that something failed there. */
	private static final int MAX_LOGGED = 1_000;

	private static final Set<Path> LOGGED = ConcurrentHashMap.newKeySet();

	private final Path file;

	private final int keep;

	private final AtomicFileListener listener;

	/** What was kept before, the newest first. */
	private List<KeptFile> present = List.of();

	/** What is to be kept now, or {@code null} if nothing is. */
	private @Nullable KeptFile next;

	/** Why nothing can be kept now; told if there is something to keep. */
	private @Nullable Exception failure;

	/** What {@link #next} takes the place of. */
	private @Nullable KeptFile damaged;

	private VersionKeeping(Path file, int keep, AtomicFileListener listener) {
		this.file = file;
		this.keep = keep;
		this.listener = listener;
	}

	/**
	 * Does all that can be done before the content is in place.
	 */
	static VersionKeeping prepare(Path file, byte[] content, WriteOptions options, AtomicFileListener listener) {
		if (options.keptVersions() == 0) {
			return NONE;
		}
		VersionKeeping keeping = new VersionKeeping(file, options.keptVersions(), listener);
		try {
			Confinement.checked(file, options);
			keeping.prepare(content);
		}
		catch (IOException | RuntimeException ex) {
			keeping.failure = ex;
		}
		return keeping;
	}

	/**
	 * What is the newest version already is not kept again: a file of its own is safer
	 * than one that is also the present content.
	 */
	private void prepare(byte[] content) throws IOException {
		KeptFiles versions = KeptFiles.versionsOf(this.file);
		this.present = versions.createdNewestFirst();
		KeptFile next = versions.next(this.present, ContentHash.of(content));
		KeptFile newest = this.present.isEmpty() ? null : this.present.get(0);
		if (newest == null || !newest.hash().equals(next.hash())) {
			this.next = next;
		}
		else if (!newest.isIntact(content)) {
			this.next = next;
			this.damaged = newest;
			this.present = this.present.subList(1, this.present.size());
		}
	}

	/**
	 * Keeps what has just been put in place.
	 */
	void keep(TempFile written) {
		try {
			if (this.next != null) {
				link(this.next, written);
			}
		}
		catch (IOException | RuntimeException ex) {
			this.next = null;
			this.failure = ex;
		}
		if (this.failure != null) {
			tell(this.failure);
		}
	}

	private void link(KeptFile version, TempFile written) throws IOException {
		HardLinks.create(version.path(), this.file);
		if (written.isNot(version.path())) {
			version.delete();
			throw new FileSystemException(this.file.toString(), null,
					"another program replaced the file at the same moment");
		}
	}

	private void tell(Exception cause) {
		this.listener.versionNotKept(this.file, cause);
		log("File '%s' is written, but could not be kept as a version".formatted(this.file), cause);
	}

	/**
	 * Drops what is one too many, when the write is over.
	 */
	void prune() {
		try {
			if (this.next != null && this.damaged != null) {
				this.damaged.delete();
			}
			KeptFiles.prune(this.present, this.keep - ((this.next != null) ? 1 : 0));
		}
		catch (IOException | RuntimeException ex) {
			log("Old versions of '%s' cannot be removed".formatted(this.file), ex);
		}
	}

	/**
	 * As a warning once for each directory: where one version cannot be kept, others
	 * hardly can.
	 */
	private void log(String message, Exception failure) {
		Path directory = Objects.requireNonNull(this.file.getParent());
		if (LOGGED.size() < MAX_LOGGED && LOGGED.add(directory)) {
			logger.warn(message, failure);
		}
		else {
			logger.debug(message, failure);
		}
	}

}
