package io.polystore.atomic.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A new file beside the target, locked by its writer as long as it is open so that a
 * sweep sees that its writer lives.
 * <p>
 * An interrupt closes the channel, after which all must be begun anew; {@link #stream()}
 * is for those who cannot do that, because streams of {@link Files} survive an interrupt.
 */
final class TempFile {

	/** Far behind all content: on Windows locked bytes cannot be read by others. */
	static final long LIVENESS_POSITION = Long.MAX_VALUE - 1;

	private static final int MAX_ATTEMPTS = 100;

	/**
	 * For each thread the JDK keeps a buffer outside of the heap as large as its largest
	 * write.
	 */
	private static final int MAX_WRITE = 1 << 18;

	/**
	 * The names of what this JVM is writing; a name is enough, it is random. Its own
	 * sweep must not even open such a file: closing it would drop the lock, as POSIX has
	 * it.
	 */
	private static final Set<String> LIVE = sharedByClassLoaders();

	private final Path path;

	private final FileChannel channel;

	/** Only kept: the JDK gives up locks that nobody refers to. */
	@SuppressWarnings("UnusedVariable")
	private final @Nullable FileLock lock;

	/** File key, and on Unix the numbers of owner and group. */
	private final Map<String, Object> attributes;

	private @Nullable OutputStream stream;

	private TempFile(Path path, FileChannel channel, @Nullable FileLock lock, Map<String, Object> attributes) {
		this.path = path;
		this.channel = channel;
		this.lock = lock;
		this.attributes = attributes;
	}

	/**
	 * Several web applications, or a restart by development tools, load this class
	 * several times; the lock that a close drops is the process's.
	 */
	@SuppressWarnings("unchecked")
	private static Set<String> sharedByClassLoaders() {
		Object shared = System.getProperties()
			.computeIfAbsent("io.polystore.atomic.write.live-temps", (key) -> new ConcurrentHashMap<String, Boolean>());
		return ((ConcurrentHashMap<String, Boolean>) shared).keySet(Boolean.TRUE);
	}

	static boolean isLive(Path path) {
		return LIVE.contains(path.getFileName().toString());
	}

	static TempFile create(Path target, FileAttribute<?>[] attributes) throws IOException {
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			String name = TempNames.next(target);
			LIVE.add(name);
			TempFile temp = null;
			try {
				temp = open(target.resolveSibling(name), attributes);
			}
			finally {
				if (temp == null) {
					LIVE.remove(name);
				}
			}
			if (temp != null) {
				return temp;
			}
		}
		throw new NoSuchFileException(target.toString(), null, "temporary files vanish as soon as they are created");
	}

	/**
	 * Returns {@code null} if a sweep took the file before it was locked: it is gone, or
	 * about to go.
	 */
	private static @Nullable TempFile open(Path path, FileAttribute<?>[] attributes) throws IOException {
		FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
				attributes);
		try {
			FileLock lock = lock(channel, path);
			return new TempFile(path, channel, lock, attributes(path));
		}
		catch (NoSuchFileException ex) {
			closeAndDelete(channel, path, ex);
			return null;
		}
		catch (IOException | RuntimeException | Error ex) {
			closeAndDelete(channel, path, ex);
			throw ex;
		}
	}

	/**
	 * A file system without locks is no reason not to write: there the sweep goes by age.
	 */
	private static @Nullable FileLock lock(FileChannel channel, Path path) throws NoSuchFileException {
		FileLock lock;
		try {
			lock = channel.tryLock(LIVENESS_POSITION, 1, false);
		}
		catch (IOException ex) {
			return null;
		}
		if (lock == null) {
			throw new NoSuchFileException(path.toString(), null, "a sweep is removing it");
		}
		return lock;
	}

	private static Map<String, Object> attributes(Path path) throws IOException {
		boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
		return Files.readAttributes(path, unix ? "unix:fileKey,uid,gid" : "fileKey", LinkOption.NOFOLLOW_LINKS);
	}

	private static void closeAndDelete(FileChannel channel, Path path, Throwable failure) {
		CleanUp.run(channel::close, failure);
		CleanUp.run(() -> Files.deleteIfExists(path), failure);
	}

	Path path() {
		return this.path;
	}

	@Nullable Object uid() {
		return this.attributes.get("uid");
	}

	@Nullable Object gid() {
		return this.attributes.get("gid");
	}

	/**
	 * Whether this very file now stands under another name.
	 */
	boolean isNow(Path other) throws IOException {
		try {
			Object own = this.attributes.get("fileKey");
			return own != null && own.equals(attributes(other).get("fileKey"));
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	/**
	 * Whether another name surely is not one of this very file.
	 */
	boolean isNot(Path other) throws IOException {
		return this.attributes.get("fileKey") != null && !isNow(other);
	}

	/**
	 * Whether it is missing from a directory that is not.
	 */
	boolean isGone() {
		return Files.notExists(this.path, LinkOption.NOFOLLOW_LINKS) && Files.isDirectory(this.path.resolveSibling(""));
	}

	void write(byte[] content) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(content);
		while (buffer.hasRemaining()) {
			int length = Math.min(buffer.remaining(), MAX_WRITE);
			int written = this.channel.write(buffer.slice(buffer.position(), length));
			buffer.position(buffer.position() + written);
		}
	}

	/**
	 * A second descriptor, for a thread that may be interrupted. Opened with the channel,
	 * while the permissions still allow it.
	 */
	OutputStream stream() throws IOException {
		if (this.stream == null) {
			this.stream = Files.newOutputStream(this.path, StandardOpenOption.WRITE);
		}
		return this.stream;
	}

	void force() throws IOException {
		this.channel.force(true);
	}

	/**
	 * Closes what is open, before the rename: a network file system may report only now
	 * that content was lost.
	 */
	void close() throws IOException {
		try (this.channel) {
			if (this.stream != null) {
				this.stream.close();
			}
		}
	}

	/**
	 * Leaves the file to the sweep, if it is still there. Not before the rename, which
	 * may take some attempts.
	 */
	void forget() {
		LIVE.remove(this.path.getFileName().toString());
	}

	/**
	 * Removes the file; what fails is added to the failure that led here.
	 */
	void discard(@Nullable Throwable failure) {
		CleanUp.run(this::close, failure);
		CleanUp.run(() -> Files.deleteIfExists(this.path), failure);
		forget();
	}

}
