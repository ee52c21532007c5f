package io.polystore.atomic.model;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files and the symbolic links below the directory, as the model sees them: paths
 * without their suffix.
 */
final class DocumentTree {

	/** A link that leads there leads out of the directory. */
	static final String OUTSIDE = "../outside/kept";

	/** The only directory that may be a link. */
	static final String SHELF = "shelf";

	private final SortedMap<String, StoredDocument> files = new TreeMap<>();

	private final SortedMap<String, String> links = new TreeMap<>();

	DocumentTree copy() {
		DocumentTree copy = new DocumentTree();
		copy.files.putAll(this.files);
		copy.links.putAll(this.links);
		return copy;
	}

	Map<String, StoredDocument> files() {
		return this.files;
	}

	StoredDocument get(String path) {
		return this.files.get(path);
	}

	void put(String path, StoredDocument document) {
		this.files.put(path, document);
	}

	void remove(String path) {
		this.files.remove(path);
	}

	boolean isLink(String path) {
		return this.links.containsKey(path);
	}

	boolean isThere(String path) {
		return isLink(path) || this.files.containsKey(path);
	}

	void link(String path, String target) {
		this.links.put(path, target);
	}

	void removeLink(String path) {
		this.links.remove(path);
	}

	void removeBelow(String directory) {
		this.files.keySet().removeIf((path) -> path.startsWith(directory + "/"));
		this.links.keySet().removeIf((path) -> path.startsWith(directory + "/"));
	}

	/**
	 * Returns where a document lies, {@code null} if links lead out of the view.
	 */
	String locate(View view, String name) {
		String path = follow(view.base() + name);
		return path.startsWith(view.base()) && !path.equals(OUTSIDE) ? path : null;
	}

	private String follow(String path) {
		String shelf = this.links.get(SHELF);
		if (shelf != null && path.startsWith(SHELF + "/")) {
			return shelf.equals(OUTSIDE) ? OUTSIDE : follow(shelf + path.substring(SHELF.length()));
		}
		String target = this.links.get(path);
		return (target != null) ? follow(target) : path;
	}

	List<String> names(View view, String prefix) {
		return Stream.concat(this.files.keySet().stream(), this.links.keySet().stream())
			.filter((path) -> path.startsWith(view.base()))
			.map((path) -> path.substring(view.base().length()))
			.filter((name) -> name.startsWith(prefix) && isListed(view, name))
			.sorted()
			.toList();
	}

	private boolean isListed(View view, String name) {
		String path = locate(view, name);
		return path != null && get(path) != null && get(path).isFile();
	}

	@Override
	public String toString() {
		return this.files + " " + this.links;
	}

}
