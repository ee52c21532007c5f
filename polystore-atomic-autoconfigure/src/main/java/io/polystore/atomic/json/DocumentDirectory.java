package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Turns the names of documents into paths that lie inside one directory.
 */
final class DocumentDirectory {

	private static final int MAX_LINKS = 40;

	/** So that many documents cost a check of each name rather than memory. */
	private static final int MAX_WAYS = 1_000;

	private final Path path;

	/** By names that are good. */
	private final Map<String, List<Path>> ways = new ConcurrentHashMap<>();

	DocumentDirectory(Path path) {
		this.path = path;
	}

	Path path() {
		return this.path;
	}

	void check(String name) {
		Objects.requireNonNull(name, "'name' must not be null");
		String violation = DocumentName.violation(name);
		if (violation != null) {
			throw new InvalidDocumentNameException(this.path, name, violation, null);
		}
	}

	/**
	 * Returns the path of a document, after every link on it was found to stay inside and
	 * followed. Whoever goes on with it must follow no link any more: one that stands
	 * there then came later.
	 */
	Path resolve(String name) {
		return locate(name).path();
	}

	DocumentFile locate(String name) {
		List<Path> way = way(name);
		Path file = way.get(way.size() - 1);
		DocumentFile plain = withoutLinks(way);
		if (plain != null) {
			return plain;
		}
		Path end = insideEnd(file);
		if (end == null) {
			throw new InvalidDocumentNameException(this.path, name, "a symbolic link leads out of the directory", null);
		}
		return new DocumentFile(end, null);
	}

	/**
	 * Looks again at the directories on the way to a document whose file was read. If a
	 * link has been moved in, what was read may be somebody else's.
	 */
	void recheck(String name) {
		if (way(name).size() > 1) {
			locate(name);
		}
	}

	/**
	 * The directories on the way to a document, and its file.
	 */
	private List<Path> way(String name) {
		Objects.requireNonNull(name, "'name' must not be null");
		List<Path> known = this.ways.get(name);
		if (known != null) {
			return known;
		}
		check(name);
		List<Path> way = newWay(name);
		if (this.ways.size() < MAX_WAYS) {
			this.ways.put(name, way);
		}
		return way;
	}

	private List<Path> newWay(String name) {
		try {
			List<Path> way = new ArrayList<>(1);
			Path last = this.path;
			for (Iterator<String> parts = DocumentName.parts(name).iterator(); parts.hasNext();) {
				String part = parts.next();
				last = last.resolve(parts.hasNext() ? part : part + DocumentName.SUFFIX);
				way.add(last);
			}
			return way;
		}
		catch (InvalidPathException ex) {
			throw new InvalidDocumentNameException(this.path, name, "this file system cannot hold it", ex);
		}
	}

	/**
	 * What is below the directory, if all of it is what it seems, as far as it exists.
	 * Any doubt is left to {@link #leadsInside}.
	 */
	private @Nullable DocumentFile withoutLinks(List<Path> way) {
		Path file = way.get(way.size() - 1);
		if (!file.startsWith(this.path)) {
			return null;
		}
		Path above = this.path;
		BasicFileAttributes seen = null;
		try {
			for (Path below : way) {
				seen = Files.readAttributes(below, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
				// a junction of Windows is a directory, too, before JDK 26
				if (seen.isOther() || seen.isSymbolicLink()) {
					return null;
				}
				above = below;
			}
			return new DocumentFile(file, seen);
		}
		catch (NoSuchFileException ex) {
			return Files.isDirectory(above) ? new DocumentFile(file, null) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	boolean leadsInside(Path file) {
		return insideEnd(file) != null;
	}

	/**
	 * Returns where a path leads, or {@code null} if that is outside.
	 */
	private @Nullable Path insideEnd(Path file) {
		try {
			Path end = realPath(file.toAbsolutePath(), 0);
			return end.startsWith(realPath(this.path.toAbsolutePath(), 0)) ? end : null;
		}
		catch (IOException ex) {
			throw new JsonFileException(file,
					"Cannot tell where '%s' leads (%s): check that every part but the last is a directory"
						.formatted(file, ex),
					ex);
		}
	}

	/**
	 * The real path of a file that need not exist: also the target of a dangling link.
	 */
	private static Path realPath(Path path, int links) throws IOException {
		try {
			return path.toRealPath();
		}
		catch (NoSuchFileException ex) {
			Path parent = path.getParent();
			if (parent == null || links > MAX_LINKS) {
				throw ex;
			}
			if (Files.isSymbolicLink(path)) {
				return realPath(parent.resolve(Files.readSymbolicLink(path)), links + 1);
			}
			return realPath(parent, links).resolve(path.getFileName()).normalize();
		}
	}

	List<String> names(String prefix) {
		return DocumentListing.names(this, prefix);
	}

}
