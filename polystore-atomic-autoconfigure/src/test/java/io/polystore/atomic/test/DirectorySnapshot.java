package io.polystore.atomic.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything below a directory: names, modes, links and bytes. Two of them are equal if
 * nothing has changed.
 */
public record DirectorySnapshot(Map<String, String> entries) {

	public static DirectorySnapshot of(Path directory) {
		try (Stream<Path> paths = Files.walk(directory)) {
			Map<String, String> entries = new TreeMap<>();
			paths.forEach((path) -> entries.put(directory.relativize(path).toString(), describe(path)));
			return new DirectorySnapshot(entries);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String describe(Path path) {
		try {
			return mode(path) + " " + content(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String mode(Path path) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class,
				LinkOption.NOFOLLOW_LINKS);
		return (view != null) ? PosixFilePermissions.toString(view.readAttributes().permissions()) : "";
	}

	private static String content(Path path) throws IOException {
		if (Files.isSymbolicLink(path)) {
			return "-> " + Files.readSymbolicLink(path);
		}
		if (Files.isRegularFile(path)) {
			return HexFormat.of().formatHex(Files.readAllBytes(path));
		}
		return Files.isDirectory(path) ? "directory" : "other";
	}

}
