package io.polystore.atomic.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.polystore.atomic.Durability;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is to be forced, opened before the commit so that what can fail fails
 * early.
 */
final class DirectoryHandle implements Closeable {

	private final @Nullable Path directory;

	private final @Nullable FileChannel channel;

	private DirectoryHandle(@Nullable Path directory, @Nullable FileChannel channel) {
		this.directory = directory;
		this.channel = channel;
	}

	/**
	 * Whether directories of this file system can be opened and forced. Unix can; Windows
	 * and jimfs cannot, and both lack the {@code unix} view.
	 */
	static boolean isSupported(FileSystem fileSystem) {
		return fileSystem.supportedFileAttributeViews().contains("unix");
	}

	/**
	 * Whether a write of this durability forces the directory; refused where it cannot.
	 */
	static boolean isRequired(Path file, Durability durability, ReplaceSettings settings) throws IOException {
		if (durability != Durability.FULL) {
			return false;
		}
		boolean supported = isSupported(file.getFileSystem());
		if (!supported && !settings.allowMissingDirectoryForce()) {
			throw new FileSystemException(file.toString(), null,
					"the file system cannot force a directory, so FULL durability cannot be promised here; use FILE "
							+ "('polystore.atomic.write.durability'), or accept FULL without that force "
							+ "('polystore.atomic.write.allow-missing-directory-force')");
		}
		return supported;
	}

	static Path parent(Path file) throws IOException {
		Path parent = file.getParent();
		if (parent == null || file.getFileName().toString().isEmpty()) {
			throw new FileSystemException(file.toString(), null, "the path names no file");
		}
		return parent;
	}

	static DirectoryHandle open(Path directory) throws IOException {
		return new DirectoryHandle(directory, FileChannel.open(directory, StandardOpenOption.READ));
	}

	/**
	 * A handle whose force does nothing, for writes that do not ask for one.
	 */
	static DirectoryHandle none() {
		return new DirectoryHandle(null, null);
	}

	/**
	 * Forces a directory that was changed otherwise than by a replace.
	 */
	static void force(Path directory) throws IOException {
		try (DirectoryHandle handle = open(directory)) {
			handle.force();
		}
	}

	/**
	 * An interrupt closes the channel, and says nothing of the force: another handle
	 * makes sure, on a thread that nobody interrupts. This is no second try after a
	 * failure: what fails to write a directory also ends the journal that it is written
	 * to.
	 */
	void force() throws IOException {
		if (this.channel == null || this.directory == null) {
			return;
		}
		try {
			this.channel.force(true);
		}
		catch (ClosedChannelException ex) {
			forceElsewhere(this.directory);
		}
	}

	private static void forceElsewhere(Path directory) throws IOException {
		IoThreads.call(() -> {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
			return directory;
		});
	}

	@Override
	public void close() throws IOException {
		if (this.channel != null) {
			this.channel.close();
		}
	}

}
