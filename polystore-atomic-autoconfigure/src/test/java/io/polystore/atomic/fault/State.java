package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.polystore.atomic.write.TempNames;

/**
 * The files of a directory and of those below it: owner, mode and content. Not the
 * directories, lock files and temporary files.
 */
record State(Map<String, Entry> files) {

	static State of(Path directory) throws IOException {
		Map<String, Entry> files = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(directory)) {
			for (Path path : (Iterable<Path>) paths::iterator) {
				if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !isAuxiliary(path)) {
					files.put(directory.relativize(path).toString(), Entry.of(path));
				}
			}
		}
		return new State(files);
	}

	private static boolean isAuxiliary(Path path) {
		String name = path.getFileName().toString();
		return name.endsWith(".lock") || TempNames.isTemp(name);
	}

	static List<Path> temps(Path directory) throws IOException {
		try (Stream<Path> paths = Files.walk(directory)) {
			return paths.filter((path) -> TempNames.isTemp(path.getFileName().toString())).toList();
		}
	}

	/** Whether what is in both has the same owner and mode in both. */
	boolean hasModesOf(State other) {
		return this.files.entrySet()
			.stream()
			.filter((file) -> other.files.containsKey(file.getKey()))
			.allMatch((file) -> file.getValue().hasModeOf(other.files.get(file.getKey())));
	}

	/** Whether the contents are equal, and nobody may do more than there. */
	boolean isNarrower(State other) {
		return this.files.keySet().equals(other.files.keySet()) && this.files.entrySet()
			.stream()
			.allMatch((file) -> file.getValue().isNarrower(other.files.get(file.getKey())));
	}

	/**
	 * What there is to say of one file.
	 */
	private record Entry(String owner, int mode, int length, String content) {

		private static final int EXCERPT = 40;

		static Entry of(Path path) throws IOException {
			Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
			byte[] bytes = Files.isSymbolicLink(path) ? Files.readSymbolicLink(path).toString().getBytes()
					: Files.readAllBytes(path);
			return new Entry(attributes.get("uid") + ":" + attributes.get("gid"), (Integer) attributes.get("mode"),
					bytes.length, Arrays.hashCode(bytes) + " "
							+ new String(bytes, 0, Math.min(bytes.length, EXCERPT)).replace('\n', ' '));
		}

		boolean hasModeOf(Entry other) {
			return this.owner.equals(other.owner) && this.mode == other.mode;
		}

		boolean isNarrower(Entry other) {
			return this.content.equals(other.content) && this.length == other.length && (this.mode & ~other.mode) == 0;
		}

		@Override
		public String toString() {
			return "%s %o %d bytes %s".formatted(this.owner, this.mode, this.length, this.content);
		}

	}

}
