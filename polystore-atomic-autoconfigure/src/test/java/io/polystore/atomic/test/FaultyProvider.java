package io.polystore.atomic.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Passes every call on to the real provider, by way of the {@link Faults}.
 */
final class FaultyProvider extends FileSystemProvider {

	private final FaultyFileSystem fileSystem;

	private final FileSystemProvider real;

	FaultyProvider(FaultyFileSystem fileSystem, FileSystemProvider real) {
		this.fileSystem = fileSystem;
		this.real = real;
	}

	private static Path real(Path path) {
		return FaultyFileSystem.real(path);
	}

	private <T> T call(String operation, Path path, Object detail, Faults.Real<T> call) throws IOException {
		return this.fileSystem.faults().call(operation, real(path), detail, call);
	}

	private void run(String operation, Path path, Object detail, Fault.Hook call) throws IOException {
		this.fileSystem.faults().run(operation, real(path), detail, call);
	}

	private static String details(Object[] options) {
		return Arrays.toString(options);
	}

	@Override
	public String getScheme() {
		return "faulty";
	}

	@Override
	public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileSystem getFileSystem(URI uri) {
		return this.fileSystem;
	}

	@Override
	public Path getPath(URI uri) {
		return this.fileSystem.path(Path.of(uri));
	}

	@Override
	public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
			throws IOException {
		return channel(path, options, attributes, true);
	}

	/** {@code Files} makes what it reads with uninterruptible, if it is the JDK's own. */
	@Override
	public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
			FileAttribute<?>... attributes) throws IOException {
		return channel(path, options, attributes, false);
	}

	private FileChannel channel(Path path, Set<? extends OpenOption> options, FileAttribute<?>[] attributes,
			boolean interruptible) throws IOException {
		return opened("open", path, options + details(attributes),
				() -> new FaultyChannel(this.real.newFileChannel(real(path), options, attributes), real(path),
						this.fileSystem.faults(), interruptible),
				FaultyChannel::abandon);
	}

	/** What was opened in spite of a failure is closed: the caller cannot. */
	private <T> T opened(String operation, Path path, Object detail, Faults.Real<T> call, Abandon<T> abandon)
			throws IOException {
		AtomicReference<T> opened = new AtomicReference<>();
		boolean returned = false;
		try {
			T result = call(operation, path, detail, () -> {
				opened.set(call.call());
				return opened.get();
			});
			returned = true;
			return result;
		}
		finally {
			if (!returned && opened.get() != null) {
				abandon.abandon(opened.get());
			}
		}
	}

	@Override
	public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
		return opened("newInputStream", path, details(options),
				() -> new FaultyInputStream(this.real.newInputStream(real(path), options), real(path),
						this.fileSystem.faults()),
				FaultyInputStream::abandon);
	}

	@Override
	public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
		return opened("newOutputStream", path, details(options),
				() -> new FaultyOutputStream(this.real.newOutputStream(real(path), options), real(path),
						this.fileSystem.faults()),
				FaultyOutputStream::abandon);
	}

	@Override
	public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
			throws IOException {
		return opened("list", path, "",
				() -> new FaultyDirectoryStream(this.fileSystem,
						this.real.newDirectoryStream(real(path), (entry) -> filter.accept(this.fileSystem.path(entry))),
						real(path)),
				FaultyDirectoryStream::abandon);
	}

	@Override
	public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
		run("createDirectory", path, "", () -> this.real.createDirectory(real(path), attributes));
	}

	@Override
	public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
		run("createSymbolicLink", link, target,
				() -> this.real.createSymbolicLink(real(link), real(target), attributes));
	}

	@Override
	public void createLink(Path link, Path existing) throws IOException {
		run("createLink", link, existing, () -> this.real.createLink(real(link), real(existing)));
	}

	@Override
	public Path readSymbolicLink(Path link) throws IOException {
		return call("readSymbolicLink", link, "", () -> this.fileSystem.path(this.real.readSymbolicLink(real(link))));
	}

	@Override
	public void delete(Path path) throws IOException {
		run("delete", path, "", () -> this.real.delete(real(path)));
	}

	@Override
	public boolean deleteIfExists(Path path) throws IOException {
		return call("delete", path, "if exists", () -> this.real.deleteIfExists(real(path)));
	}

	@Override
	public void copy(Path source, Path target, CopyOption... options) throws IOException {
		run("copy", source, "-> " + target + details(options),
				() -> this.real.copy(real(source), real(target), options));
	}

	@Override
	public void move(Path source, Path target, CopyOption... options) throws IOException {
		run("move", source, "-> " + target + details(options),
				() -> this.real.move(real(source), real(target), options));
	}

	@Override
	public boolean isSameFile(Path path, Path other) throws IOException {
		return call("isSameFile", path, other, () -> this.real.isSameFile(real(path), real(other)));
	}

	@Override
	public boolean isHidden(Path path) throws IOException {
		return call("isHidden", path, "", () -> this.real.isHidden(real(path)));
	}

	@Override
	public FileStore getFileStore(Path path) throws IOException {
		return call("getFileStore", path, "", () -> this.fileSystem.store(this.real.getFileStore(real(path))));
	}

	@Override
	public void checkAccess(Path path, AccessMode... modes) throws IOException {
		run("checkAccess", path, details(modes), () -> this.real.checkAccess(real(path), modes));
	}

	/** Views change files past the recorder; {@code Files} uses them for some setters. */
	@Override
	public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
		V view = this.real.getFileAttributeView(real(path), type, options);
		return FaultyView.of(view, type, real(path), this.fileSystem.faults());
	}

	@Override
	public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
			throws IOException {
		return call("readAttributes", path, type.getSimpleName() + details(options),
				() -> this.real.readAttributes(real(path), type, options));
	}

	@Override
	public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
		return call("readAttributes", path, attributes + details(options),
				() -> this.real.readAttributes(real(path), attributes, options));
	}

	@Override
	public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
		run("setAttribute", path, attribute + "=" + value,
				() -> this.real.setAttribute(real(path), attribute, value, options));
	}

	/**
	 * Closes what nobody else knows of.
	 *
	 * @param <T> its type
	 */
	@FunctionalInterface
	private interface Abandon<T> {

		void abandon(T opened) throws IOException;

	}

}
