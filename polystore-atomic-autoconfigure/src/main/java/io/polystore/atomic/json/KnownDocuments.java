package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

import io.polystore.atomic.lock.RealDirectories;
import io.polystore.atomic.write.ChangeWitness;
import io.polystore.atomic.write.OwnChange;
import io.polystore.atomic.write.SymbolicLinks;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the documents as the application knows them: those that it was told of,
 * and those that this JVM wrote since.
 * <p>
 * No look at a file happens between the rename of an own change and the note of it, so
 * that at each look whatever differs from the known version is by others. An own change
 * looks what it replaces, for the same reason.
 */
final class KnownDocuments implements ChangeWitness {

	/** So many own changes of different documents do not wait for each other. */
	private static final int LOCKS = 64;

	private final Path directory;

	private final DocumentLooks looks;

	private final JsonCodec codec;

	/** Without those that do not exist; sorted, so that a directory is a range. */
	private final ConcurrentSkipListMap<String, Version> versions = new ConcurrentSkipListMap<>();

	/** By names of documents that are symbolic links: the files that they lead to. */
	private final Map<String, Path> links = new ConcurrentHashMap<>();

	/** What others wrote and an own change replaced before anybody was told. */
	private final Map<String, DocumentChangedEvent> replaced = new ConcurrentHashMap<>();

	private final List<ReentrantLock> locks = new ArrayList<>();

	private volatile boolean complete;

	KnownDocuments(Path directory, DocumentLooks looks, JsonCodec codec) {
		this.directory = directory;
		this.looks = looks;
		this.codec = codec;
		for (int i = 0; i < LOCKS; i++) {
			this.locks.add(new ReentrantLock());
		}
	}

	/**
	 * Takes what stands there for known.
	 */
	void adopt(String name) {
		locked(file(name), () -> {
			DocumentLook look = this.looks.at(name);
			if (look != null) {
				know(name, look.version());
			}
			return name;
		});
	}

	/**
	 * From now on what is not known is by others.
	 */
	void complete() {
		this.complete = true;
	}

	/**
	 * Looks at a document. What it finds is known from then on, once it is settled.
	 * @param before what the look before found, if it was not settled
	 */
	Finding examine(String name, @Nullable Settling before, long now) {
		return locked(file(name), () -> {
			DocumentLook look = this.looks.at(name);
			if (look == null || isKnown(name, look)) {
				return Finding.NOTHING;
			}
			Settling settling = (before != null) ? before.next(look.version(), now)
					: Settling.first(look.version(), now);
			if (!settling.isSettled(look.isWhole(this.codec), now)) {
				return new Finding(null, settling);
			}
			DocumentChangedEvent event = event(name, look);
			know(name, look.version());
			return new Finding(event, null);
		});
	}

	/**
	 * Returns what an own change replaced, and forgets it.
	 */
	@Nullable DocumentChangedEvent takeReplaced(String name) {
		return this.replaced.remove(name);
	}

	List<String> names() {
		return List.copyOf(this.versions.keySet());
	}

	List<String> namesBelow(String directory) {
		SortedMap<String, Version> below = this.versions.subMap(directory + "/", directory + (char) ('/' + 1));
		return List.copyOf(below.keySet());
	}

	/**
	 * The names of documents that are symbolic links.
	 */
	List<String> links() {
		return List.copyOf(this.links.keySet());
	}

	/**
	 * The names of documents that lead to a file by a symbolic link.
	 */
	List<String> linksTo(Path file) {
		return this.links.entrySet()
			.stream()
			.filter((link) -> link.getValue().equals(file))
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Finds out whether a document is a symbolic link.
	 * @return the file that it leads to, or {@code null} if it is none
	 */
	@Nullable Path followLink(String name) {
		Path path = path(name);
		try {
			if (Files.isSymbolicLink(path)) {
				Path target = real(SymbolicLinks.end(path, true).path());
				this.links.put(name, target);
				return target;
			}
		}
		catch (IOException ex) {
			// it leads nowhere
		}
		this.links.remove(name);
		return null;
	}

	@Override
	public @Nullable OwnChange begin(Path target) {
		Path file = file(target);
		List<String> names = (file != null) ? names(file) : List.of();
		if (file == null || names.isEmpty()) {
			return null;
		}
		ReentrantLock lock = lock(file);
		lock.lock();
		boolean begun = false;
		try {
			names.forEach(this::noteReplaced);
			begun = true;
			return new Own(names, lock);
		}
		finally {
			if (!begun) {
				lock.unlock();
			}
		}
	}

	private void noteReplaced(String name) {
		DocumentLook look = this.complete ? this.looks.at(name) : null;
		if (look != null && !isKnown(name, look) && look.isWhole(this.codec)) {
			this.replaced.put(name, event(name, look));
		}
	}

	private DocumentChangedEvent event(String name, DocumentLook look) {
		return DocumentChangedEvent.of(name, path(name), version(name), look.version());
	}

	private boolean isKnown(String name, DocumentLook look) {
		return version(name).equals(look.version());
	}

	private Version version(String name) {
		return this.versions.getOrDefault(name, Version.ABSENT);
	}

	private void know(String name, Version version) {
		if (version.equals(Version.ABSENT)) {
			this.versions.remove(name);
		}
		else {
			this.versions.put(name, version);
		}
	}

	private <T> T locked(@Nullable Path file, Look<T> look) {
		if (file == null) {
			return look.run();
		}
		ReentrantLock lock = lock(file);
		lock.lock();
		try {
			return look.run();
		}
		finally {
			lock.unlock();
		}
	}

	private ReentrantLock lock(Path file) {
		return this.locks.get(Math.floorMod(file.hashCode(), LOCKS));
	}

	private Path path(String name) {
		return this.directory.resolve(name + DocumentName.SUFFIX);
	}

	/**
	 * The one name of a document's file, or {@code null} where it can have none.
	 */
	private @Nullable Path file(String name) {
		Path target = this.links.get(name);
		return (target != null) ? target : file(path(name).toAbsolutePath());
	}

	private static @Nullable Path file(Path path) {
		try {
			return real(path);
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static Path real(Path path) throws IOException {
		Path parent = path.getParent();
		return (parent != null) ? RealDirectories.of(parent).resolve(path.getFileName()) : path;
	}

	/**
	 * All documents that a file is.
	 */
	private List<String> names(Path file) {
		List<String> names = new ArrayList<>(this.links.isEmpty() ? List.of() : linksTo(file));
		try {
			String name = DocumentName.of(RealDirectories.of(this.directory.toAbsolutePath()), file);
			if (name != null) {
				names.add(name);
			}
		}
		catch (IOException ex) {
			// nothing is inside of what is not there
		}
		return names;
	}

	/**
	 * What a look found.
	 *
	 * @param event the change to tell
	 * @param unsettled what to look at again
	 */
	record Finding(@Nullable DocumentChangedEvent event, @Nullable Settling unsettled) {

		static final Finding NOTHING = new Finding(null, null);

	}

	@FunctionalInterface
	private interface Look<T> {

		T run();

	}

	/**
	 * A change by this JVM, during which nobody looks.
	 */
	private final class Own implements OwnChange {

		private final List<String> names;

		private final ReentrantLock lock;

		Own(List<String> names, ReentrantLock lock) {
			this.names = names;
			this.lock = lock;
		}

		@Override
		public void replaced(byte @Nullable [] content) {
			if (content != null) {
				Version version = Version.of(content);
				this.names.forEach((name) -> know(name, version));
			}
			else {
				this.names.forEach(this::adoptLocked);
			}
		}

		private void adoptLocked(String name) {
			DocumentLook look = KnownDocuments.this.looks.at(name);
			if (look != null) {
				know(name, look.version());
			}
		}

		@Override
		public void deleted() {
			this.names.forEach((name) -> know(name, Version.ABSENT));
		}

		@Override
		public void end() {
			this.lock.unlock();
		}

	}

}
