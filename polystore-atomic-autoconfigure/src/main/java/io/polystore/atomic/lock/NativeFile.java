package io.polystore.atomic.lock;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * A file that is open by a descriptor of its own. Not thread-safe.
 */
final class NativeFile implements Closeable {

	private final LibC libC;

	private final int descriptor;

	private final Object fileKey;

	private NativeFile(LibC libC, int descriptor, Object fileKey) {
		this.libC = libC;
		this.descriptor = descriptor;
		this.fileKey = fileKey;
	}

	static NativeFile open(Path path, LibC libC) throws IOException {
		int descriptor = libC.open(path);
		try {
			return new NativeFile(libC, descriptor, fileKey(descriptor));
		}
		catch (IOException | RuntimeException | Error ex) {
			libC.close(descriptor);
			throw ex;
		}
	}

	/**
	 * Of the file that really was opened: its name may stand for another one by now.
	 */
	private static Object fileKey(int descriptor) throws IOException {
		return Files.readAttributes(Path.of("/proc/self/fd", Integer.toString(descriptor)), BasicFileAttributes.class)
			.fileKey();
	}

	boolean isAt(Path path) throws IOException {
		@Nullable Object present = FileChannelLockProvider.fileKey(path);
		return this.fileKey.equals(present);
	}

	boolean tryLock() throws IOException {
		return this.libC.tryLock(this.descriptor);
	}

	/**
	 * Also for a process that is being started and has inherited the descriptor; to close
	 * it would not suffice then.
	 */
	void unlock() {
		this.libC.unlock(this.descriptor);
	}

	@Override
	public void close() throws IOException {
		this.libC.close(this.descriptor);
	}

}
