package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/**
 * Collects the names of the documents in a directory, while others may create and delete
 * them.
 */
final class DocumentListing extends SimpleFileVisitor<Path> {

	private final DocumentDirectory directory;

	private final Path root;

	private final String prefix;

	private final List<String> names = new ArrayList<>();

	private DocumentListing(DocumentDirectory directory, Path root, String prefix) {
		this.directory = directory;
		this.root = root;
		this.prefix = prefix;
	}

	static List<String> names(DocumentDirectory directory, String prefix) {
		try {
			DocumentListing listing = new DocumentListing(directory, root(directory.path()), prefix);
			Files.walkFileTree(listing.root, listing);
			Collections.sort(listing.names);
			return Collections.unmodifiableList(listing.names);
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
		catch (IOException ex) {
			throw new JsonFileException(directory.path(),
					"Cannot list the documents in '%s' (%s)".formatted(directory.path(), ex), ex);
		}
	}

	private static Path root(Path path) throws IOException {
		Path root = path.toRealPath();
		if (!Files.readAttributes(root, BasicFileAttributes.class).isDirectory()) {
			throw new NotDirectoryException(root.toString());
		}
		return root;
	}

	@Override
	public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
		if (path.equals(this.root)) {
			return FileVisitResult.CONTINUE;
		}
		String start = name(path) + "/";
		boolean wanted = !isHidden(path) && (start.startsWith(this.prefix) || this.prefix.startsWith(start));
		return wanted ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
	}

	/**
	 * It is passed over, and may belong to another user alone.
	 */
	private boolean isHidden(Path path) {
		return !path.equals(this.root) && path.getFileName().toString().startsWith(".");
	}

	@Override
	public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
		String fileName = path.getFileName().toString();
		if (fileName.endsWith(DocumentName.SUFFIX) && isDocument(path, attributes)) {
			add(name(path));
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
		if (failure instanceof NoSuchFileException || isHidden(path)) {
			return FileVisitResult.CONTINUE;
		}
		throw failure;
	}

	private void add(String fileName) {
		String name = fileName.substring(0, fileName.length() - DocumentName.SUFFIX.length());
		if (name.startsWith(this.prefix) && DocumentName.violation(name) == null) {
			this.names.add(name);
		}
	}

	private boolean isDocument(Path path, BasicFileAttributes attributes) {
		return attributes.isRegularFile()
				|| (attributes.isSymbolicLink() && Files.isRegularFile(path) && this.directory.leadsInside(path));
	}

	private String name(Path path) {
		StringJoiner name = new StringJoiner("/");
		this.root.relativize(path).forEach((part) -> name.add(part.toString()));
		return name.toString();
	}

}
