package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;

import io.polystore.atomic.json.DirectoryWatches.Signal;
import io.polystore.atomic.write.TempNames;
import org.jspecify.annotations.Nullable;

/**
 * Keeps watches on a directory and all below it, and on the one above it, and says which
 * documents may have changed.
 * <p>
 * A directory is watched first and listed then, so that nothing falls in between. Hidden
 * directories are skipped, unless a document leads into them by a symbolic link.
 */
final class DocumentTree {

	private final Path directory;

	private final DirectoryWatches watches;

	private final KnownDocuments known;

	private final Consumer<String> suspected;

	private final UnwatchedDirectories unwatched;

	private @Nullable Path above;

	private @Nullable Root root;

	/**
	 * Creates a tree.
	 * @param directory the directory of the documents
	 * @param suspected is told the names of documents that may have changed
	 * @param unwatched is told what cannot be watched
	 */
	DocumentTree(Path directory, DirectoryWatches watches, KnownDocuments known, Consumer<String> suspected,
			UnwatchedDirectories unwatched) {
		this.directory = directory.toAbsolutePath();
		this.watches = watches;
		this.known = known;
		this.suspected = suspected;
		this.unwatched = unwatched;
	}

	/**
	 * Suspects every document.
	 */
	void scan() {
		if (isReplaced()) {
			attach();
		}
		else if (this.root != null) {
			scan(this.root.path(), 0);
		}
		this.known.names().forEach(this.suspected);
	}

	private boolean isReplaced() {
		return this.root == null || !this.root.equals(Root.of(this.directory));
	}

	/**
	 * Watches another directory of the same name, or none.
	 */
	private void attach() {
		this.watches.forgetAll();
		watchAbove();
		this.root = Root.of(this.directory);
		if (this.root != null) {
			scan(this.root.path(), 0);
		}
	}

	/**
	 * Watches where the directory, or the first one missing on the way to it, would
	 * appear. It may do so at this very moment.
	 */
	private void watchAbove() {
		Path nearest = nearestAbove();
		do {
			this.above = nearest;
			watch(this.above);
			nearest = nearestAbove();
		}
		while (!Objects.equals(this.above, nearest));
	}

	private @Nullable Path nearestAbove() {
		Path parent = this.directory.getParent();
		while (parent != null && !Files.isDirectory(parent)) {
			parent = parent.getParent();
		}
		return parent;
	}

	/**
	 * Returns whether it is watched now.
	 */
	private boolean watch(@Nullable Path directory) {
		try {
			if (directory != null) {
				this.watches.watch(directory);
			}
			return true;
		}
		catch (NoSuchFileException | NotDirectoryException | AccessDeniedException ex) {
			return false;
		}
		catch (IOException ex) {
			this.unwatched.found(ex);
			return true;
		}
	}

	/**
	 * Watches where the file is that a document leads to.
	 */
	void watchTarget(Path file) {
		Path parent = file.getParent();
		if (this.root != null && parent != null && parent.startsWith(this.root.path())
				&& !this.watches.isWatched(parent)) {
			watch(parent);
		}
	}

	private void scan(Path directory, int depth) {
		if (depth >= DocumentName.MAX_PARTS || !watch(directory)) {
			return;
		}
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
			for (Path entry : entries) {
				visit(entry, depth);
			}
		}
		catch (NoSuchFileException | NotDirectoryException | AccessDeniedException ex) {
			// gone, or of no use to the application either
		}
		catch (IOException ex) {
			this.unwatched.found(ex);
		}
		catch (DirectoryIteratorException ex) {
			this.unwatched.found(new IOException(ex.getCause()));
		}
	}

	private void visit(Path entry, int depth) {
		if (isHidden(entry)) {
			return;
		}
		if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
			scan(entry, depth + 1);
		}
		else {
			suspect(entry);
		}
	}

	/**
	 * Draws the conclusions of a signal that is no overflow.
	 */
	void follow(Signal signal) {
		Path name = signal.name();
		if (signal.directory().equals(this.above)) {
			followAbove(name);
		}
		if (name == null) {
			gone(signal.directory());
		}
		else if (this.root != null && signal.directory().startsWith(this.root.path())) {
			touched(signal.directory().resolve(name));
		}
	}

	private void followAbove(@Nullable Path name) {
		boolean onTheWay = name == null || this.above == null || this.directory.startsWith(this.above.resolve(name));
		if (onTheWay && isReplaced()) {
			scan();
		}
	}

	/**
	 * What has the place of a deleted directory may be the same by all that can be seen.
	 */
	private void gone(Path directory) {
		if (isBelowRoot(directory)) {
			rescan(directory);
		}
		else {
			this.root = null;
			scan();
		}
	}

	private boolean isBelowRoot(Path path) {
		return this.root != null && path.startsWith(this.root.path()) && !path.equals(this.root.path());
	}

	private void touched(Path path) {
		String name = path.getFileName().toString();
		if (name.endsWith(DocumentName.SUFFIX)) {
			suspect(path);
			this.known.linksTo(path).forEach(this.suspected);
		}
		else if (isHidden(path)) {
			touchedHidden(path);
		}
		else if (!name.endsWith(".lock")) {
			touchedOther(path);
		}
	}

	/**
	 * A name like {@code ..data} may be on the way of symbolic links.
	 */
	private void touchedHidden(Path path) {
		if (!TempNames.isTemp(path.getFileName().toString())) {
			this.known.links().forEach(this.suspected);
		}
	}

	private void touchedOther(Path path) {
		if (this.watches.isWatched(path) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
			rescan(path);
		}
		else {
			this.known.links().forEach(this.suspected);
		}
	}

	/**
	 * Another directory may have taken the place of one.
	 */
	private void rescan(Path directory) {
		if (this.watches.isWatched(directory)) {
			this.watches.forget(directory);
		}
		if (this.root != null && directory.startsWith(this.root.path())) {
			Path relative = this.root.path().relativize(directory);
			if (!isHidden(directory)) {
				scan(directory, relative.getNameCount());
			}
			this.known.namesBelow(DocumentName.join(relative)).forEach(this.suspected);
			this.known.links().forEach(this.suspected);
		}
	}

	private void suspect(Path file) {
		String name = (this.root != null) ? DocumentName.of(this.root.path(), file) : null;
		if (name != null) {
			this.suspected.accept(name);
		}
	}

	private static boolean isHidden(Path path) {
		return path.getFileName().toString().startsWith(".");
	}

	/**
	 * Makes a tree that suspects documents.
	 */
	@FunctionalInterface
	interface Factory {

		DocumentTree create(Consumer<String> suspected);

	}

	/**
	 * The directory that has the name at present.
	 */
	private record Root(Path path, @Nullable Object key) {

		static @Nullable Root of(Path directory) {
			try {
				Path real = directory.toRealPath();
				BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
				return attributes.isDirectory() ? new Root(real, attributes.fileKey()) : null;
			}
			catch (IOException ex) {
				return null;
			}
		}

	}

}
