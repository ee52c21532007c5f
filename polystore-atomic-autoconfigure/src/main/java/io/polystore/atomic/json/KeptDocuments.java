package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.polystore.atomic.AtomicReadException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.write.KeptFile;
import io.polystore.atomic.write.KeptFiles;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The kept versions of one document, beside its file after all links were followed.
 */
final class KeptDocuments {

	private static final Log logger = LogFactory.getLog(KeptDocuments.class);

	private final Path file;

	private final JsonCodec codec;

	KeptDocuments(Path file, JsonCodec codec) {
		this.file = file;
		this.codec = codec;
	}

	/**
	 * What their names say; whether they are intact is found out by who reads one.
	 */
	List<KeptVersion> list() {
		List<KeptVersion> versions = new ArrayList<>();
		for (KeptFile kept : newestFirst()) {
			KeptVersion version = describe(kept);
			if (version != null) {
				versions.add(version);
			}
		}
		return Collections.unmodifiableList(versions);
	}

	private @Nullable KeptVersion describe(KeptFile kept) {
		try {
			return new KeptVersion(Version.parse(kept.hash()), kept.time(), kept.size());
		}
		catch (NoSuchFileException ex) {
			return null; // a newer one has just taken its place
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * Returns the content of a version, or {@code null} if it is not kept.
	 * @throws DamagedVersionException if it is kept, but nowhere intact
	 */
	byte @Nullable [] find(Version version) {
		List<KeptFile> kept = newestFirst(version);
		if (kept.isEmpty()) {
			return null;
		}
		try {
			for (KeptFile each : kept) {
				byte[] content = goodContent(each);
				if (content != null) {
					return content;
				}
			}
			DocumentContent.checkSize(this.file, kept.get(0).size(), this.codec.limit());
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		throw new DamagedVersionException(this.file, version);
	}

	/**
	 * Returns the content of a version that is to become the document.
	 */
	byte[] get(Version version) {
		byte[] content = find(version);
		if (content == null) {
			throw new NoSuchVersionException(this.file, version);
		}
		return content;
	}

	/**
	 * Returns the content of the newest version that is good, or {@code null} if none is.
	 */
	byte @Nullable [] newestGood() {
		for (KeptFile kept : newestFirst()) {
			try {
				byte[] content = goodContent(kept);
				if (content != null) {
					return content;
				}
			}
			catch (IOException ex) {
				logger.warn("Version '%s' cannot be read; an older one is looked for".formatted(kept.path()), ex);
			}
		}
		return null;
	}

	private byte @Nullable [] goodContent(KeptFile kept) throws IOException {
		byte[] content = kept.intactContent(this.codec.limit());
		return (content != null && this.codec.isJson(kept.path(), content)) ? content : null;
	}

	boolean isEmpty() {
		return newestFirst().isEmpty();
	}

	/**
	 * The permissions of a version, for a document that does not exist: it must not come
	 * back more readable than it was.
	 */
	@Nullable Set<PosixFilePermission> permissions(Version version) {
		if (!this.file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			return null;
		}
		List<KeptFile> kept = newestFirst(version);
		try {
			return kept.isEmpty() ? null : Files.getPosixFilePermissions(kept.get(0).path(), LinkOption.NOFOLLOW_LINKS);
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * Removes everything that is kept beside the document, also what was quarantined.
	 */
	int purge() {
		try {
			return KeptFiles.versionsOf(this.file).deleteAll() + KeptFiles.quarantineOf(this.file).deleteAll();
		}
		catch (IOException ex) {
			throw new AtomicWriteException(this.file, Outcome.NOT_COMMITTED,
					"Not all kept versions of '%s' were removed (%s); the document is as it was: try again"
						.formatted(this.file, ex),
					ex);
		}
	}

	boolean isAnythingKept() {
		try {
			return !KeptFiles.versionsOf(this.file).newestFirst().isEmpty()
					|| !KeptFiles.quarantineOf(this.file).newestFirst().isEmpty();
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private List<KeptFile> newestFirst(Version version) {
		return newestFirst().stream().filter((kept) -> kept.hash().equals(version.toString())).toList();
	}

	private List<KeptFile> newestFirst() {
		try {
			return KeptFiles.versionsOf(this.file).newestFirst();
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private AtomicReadException unreadable(IOException cause) {
		return new AtomicReadException(this.file,
				"Cannot read the kept versions of '%s' (%s): check that '.versions' beside it may be read"
					.formatted(this.file, cause),
				cause);
	}

}
