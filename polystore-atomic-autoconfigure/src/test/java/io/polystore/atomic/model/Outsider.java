package io.polystore.atomic.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import org.springframework.util.FileSystemUtils;

/**
 * Somebody who does something to the files without the library. What is not possible does
 * nothing.
 *
 * @param deed what is done
 * @param name the document that it is done to
 * @param number makes one deed differ from another
 */
record Outsider(Deed deed, String name, int number) {

	static Arbitrary<Outsider> any() {
		return Combinators
			.combine(Arbitraries.of(Deed.class), Arbitraries.of("a", "a", "b", "orders/1", "orders/2"),
					Arbitraries.integers().between(1, 40))
			.as(Outsider::new);
	}

	void act(Path directory, DocumentTree tree) throws IOException {
		Path file = directory.resolve(this.name + ".json");
		switch (this.deed) {
			case CUT -> cut(file, tree);
			case REMOVE -> remove(file, tree);
			case MAKE_DIRECTORY -> makeDirectory(file, tree);
			case LINK_FILE -> link(directory, "link", this.name, tree);
			case LINK_FILE_BELOW -> link(directory, "orders/2", (this.number % 2 == 0) ? "a" : "b", tree);
			case LINK_FILE_OUTSIDE -> link(directory, "link", DocumentTree.OUTSIDE, tree);
			case REMOVE_LINK -> removeLink(directory, tree);
			case LINK_DIRECTORY -> linkDirectory(directory, tree);
			case REMOVE_TREE -> removeTree(directory, tree);
			default -> replace(file, tree);
		}
	}

	private void replace(Path file, DocumentTree tree) throws IOException {
		if (isDirectory(tree) || tree.isLink(this.name)) {
			return;
		}
		StoredDocument document = content();
		Files.createDirectories(file.getParent());
		Files.write(file, document.bytes());
		tree.put(this.name, document);
	}

	private StoredDocument content() {
		return switch (this.deed) {
			case WRITE_MORE -> StoredDocument.written(Item.of(this.number), true);
			case WRITE_IN_ANOTHER_LAYOUT -> StoredDocument.foreign(Item.of(this.number), this.number % 2 == 0);
			case WRITE_TOO_MUCH -> StoredDocument.tooLarge(this.number);
			case CORRUPT -> StoredDocument.corrupt("{\"number\": %d,, \"text\": nobody}".formatted(this.number));
			default -> StoredDocument.written(Item.of(this.number), false);
		};
	}

	private void cut(Path file, DocumentTree tree) throws IOException {
		StoredDocument present = tree.get(this.name);
		if (present != null && present.isFile() && present.content().length() < Item.LIMIT) {
			String start = present.content().substring(0, Math.min(this.number, present.content().length() / 2));
			StoredDocument left = StoredDocument.corrupt(start);
			Files.write(file, left.bytes());
			tree.put(this.name, left);
		}
	}

	private void remove(Path file, DocumentTree tree) throws IOException {
		Files.deleteIfExists(file);
		tree.remove(this.name);
		tree.removeLink(this.name);
	}

	private void makeDirectory(Path file, DocumentTree tree) throws IOException {
		if (!tree.isThere(this.name)) {
			Files.createDirectories(file);
			tree.put(this.name, StoredDocument.DIRECTORY);
		}
	}

	private boolean isDirectory(DocumentTree tree) {
		return tree.get(this.name) != null && !tree.get(this.name).isFile();
	}

	private void link(Path directory, String name, String target, DocumentTree tree) throws IOException {
		if (tree.isThere(name)) {
			return;
		}
		Path link = directory.resolve(name + ".json");
		Files.createDirectories(link.getParent());
		Path absolute = directory.resolve(target + ".json").normalize();
		Files.createSymbolicLink(link, (this.number % 3 == 0) ? absolute : link.getParent().relativize(absolute));
		tree.link(name, target);
	}

	private void removeLink(Path directory, DocumentTree tree) throws IOException {
		if (tree.isLink("link")) {
			Files.delete(directory.resolve("link.json"));
			tree.removeLink("link");
		}
	}

	/** What was there before gives way to it. The link does not dangle. */
	private void linkDirectory(Path directory, DocumentTree tree) throws IOException {
		Files.createDirectories(directory.resolve("orders"));
		Path shelf = directory.resolve(DocumentTree.SHELF);
		removeTree(shelf);
		tree.removeBelow(DocumentTree.SHELF);
		boolean inside = this.number % 4 != 0;
		Files.createSymbolicLink(shelf, Path.of(inside ? "orders" : "../outside"));
		tree.link(DocumentTree.SHELF, inside ? "orders" : DocumentTree.OUTSIDE);
	}

	private void removeTree(Path directory, DocumentTree tree) throws IOException {
		String name = (this.number % 2 == 0 && !tree.isLink(DocumentTree.SHELF)) ? "orders" : DocumentTree.SHELF;
		removeTree(directory.resolve(name));
		tree.removeLink(name);
		tree.removeBelow(name);
	}

	private static void removeTree(Path path) throws IOException {
		if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
			FileSystemUtils.deleteRecursively(path);
		}
		Files.deleteIfExists(path);
	}

	enum Deed {

		WRITE, WRITE_MORE, WRITE_IN_ANOTHER_LAYOUT, WRITE_TOO_MUCH, CORRUPT, CUT, REMOVE, MAKE_DIRECTORY, LINK_FILE,

		LINK_FILE_BELOW, LINK_FILE_OUTSIDE, REMOVE_LINK, LINK_DIRECTORY, REMOVE_TREE

	}

}
