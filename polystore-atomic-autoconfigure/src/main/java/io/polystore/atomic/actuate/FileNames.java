package io.polystore.atomic.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Names of files as everybody may see them: relative to the directory.
 */
final class FileNames {

	/** Stands for whatever directory a file lies in elsewhere. */
	private static final String ELSEWHERE = "*";

	private final Path directory;

	private final @Nullable Path lockDirectory;

	FileNames(Path directory, @Nullable Path lockDirectory) {
		this.directory = directory.toAbsolutePath();
		this.lockDirectory = lockDirectory;
	}

	/**
	 * Returns the name of a file whose path has no links.
	 */
	String of(Path file) {
		Path directory = real(this.directory);
		if (file.startsWith(directory)) {
			return portable(directory.relativize(file));
		}
		boolean isLock = this.lockDirectory != null && file.startsWith(real(this.lockDirectory));
		return isLock ? portable(file.getFileName()) : ELSEWHERE + "/" + file.getFileName();
	}

	/**
	 * It may be reached through a link, and may be created or exchanged at any time.
	 */
	private static Path real(Path directory) {
		try {
			return directory.toRealPath();
		}
		catch (IOException ex) {
			return directory.normalize();
		}
	}

	private static String portable(Path relative) {
		return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
	}

	/**
	 * Returns the file of that name, or {@code null} if it would not lie in the
	 * directory, or a link stands there that may lead out of it.
	 */
	@Nullable Path resolve(String name) {
		try {
			Path relative = this.directory.getFileSystem().getPath(name);
			Path file = this.directory.resolve(relative);
			boolean plain = !name.isEmpty() && !relative.isAbsolute() && relative.normalize().equals(relative)
					&& !relative.startsWith("..");
			return (plain && !Files.isSymbolicLink(file) && isInside(file.getParent())) ? file : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private boolean isInside(@Nullable Path parent) {
		return parent != null && real(parent).startsWith(real(this.directory));
	}

}
