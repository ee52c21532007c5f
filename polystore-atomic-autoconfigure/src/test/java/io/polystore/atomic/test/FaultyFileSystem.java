package io.polystore.atomic.test;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A real file system whose every call is recorded and can be made to fail, before or
 * after it was really done, or to wait.
 *
 * <pre>{@code
 * FaultyFileSystem fileSystem = new FaultyFileSystem();
 * Path file = fileSystem.path(directory.resolve("a.json"));
 * fileSystem.faults().on("force").nth(2).failBefore(new IOException("Input/output error"));
 * }</pre>
 */
public final class FaultyFileSystem extends FileSystem {

	private final FileSystem real;

	private final Set<String> views;

	private final Faults faults = new Faults();

	private final FaultyProvider provider;

	private volatile String type;

	public FaultyFileSystem() {
		this(FileSystems.getDefault(), FileSystems.getDefault().supportedFileAttributeViews());
	}

	/** The default file system, which says that it has these attribute views only. */
	public FaultyFileSystem(Set<String> views) {
		this(FileSystems.getDefault(), views);
	}

	public FaultyFileSystem(FileSystem real, Set<String> views) {
		this.real = real;
		this.views = Set.copyOf(views);
		this.provider = new FaultyProvider(this, real.provider());
	}

	public Faults faults() {
		return this.faults;
	}

	/** From now on its stores say that they are of this type. */
	public void pretendType(String type) {
		this.type = type;
	}

	FileStore store(FileStore real) {
		return (this.type != null) ? new TypedFileStore(real, this.type) : real;
	}

	/** The same path, on this file system. */
	public Path path(Path real) {
		return new FaultyPath(this, real);
	}

	/** The path on the file system behind this one. */
	public static Path real(Path path) {
		return (path instanceof FaultyPath faulty) ? faulty.real() : path;
	}

	@Override
	public FaultyProvider provider() {
		return this.provider;
	}

	@Override
	public Set<String> supportedFileAttributeViews() {
		return this.views;
	}

	@Override
	public Path getPath(String first, String... more) {
		return path(this.real.getPath(first, more));
	}

	@Override
	public Iterable<Path> getRootDirectories() {
		return StreamSupport.stream(this.real.getRootDirectories().spliterator(), false).map(this::path).toList();
	}

	@Override
	public Iterable<FileStore> getFileStores() {
		return this.real.getFileStores();
	}

	@Override
	public PathMatcher getPathMatcher(String syntaxAndPattern) {
		PathMatcher matcher = this.real.getPathMatcher(syntaxAndPattern);
		return (path) -> matcher.matches(real(path));
	}

	@Override
	public String getSeparator() {
		return this.real.getSeparator();
	}

	@Override
	public UserPrincipalLookupService getUserPrincipalLookupService() {
		return this.real.getUserPrincipalLookupService();
	}

	@Override
	public WatchService newWatchService() throws IOException {
		return this.real.newWatchService();
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public boolean isReadOnly() {
		return this.real.isReadOnly();
	}

	@Override
	public void close() {
		throw new UnsupportedOperationException();
	}

}
