package io.polystore.atomic.test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;

/**
 * A path of a {@link FaultyFileSystem}.
 */
record FaultyPath(FaultyFileSystem fileSystem, Path real) implements Path {

	private Path wrap(Path path) {
		return (path != null) ? new FaultyPath(this.fileSystem, path) : null;
	}

	@Override
	public FaultyFileSystem getFileSystem() {
		return this.fileSystem;
	}

	@Override
	public boolean isAbsolute() {
		return this.real.isAbsolute();
	}

	@Override
	public Path getRoot() {
		return wrap(this.real.getRoot());
	}

	@Override
	public Path getFileName() {
		return wrap(this.real.getFileName());
	}

	@Override
	public Path getParent() {
		return wrap(this.real.getParent());
	}

	@Override
	public int getNameCount() {
		return this.real.getNameCount();
	}

	@Override
	public Path getName(int index) {
		return wrap(this.real.getName(index));
	}

	@Override
	public Path subpath(int beginIndex, int endIndex) {
		return wrap(this.real.subpath(beginIndex, endIndex));
	}

	@Override
	public boolean startsWith(Path other) {
		return this.real.startsWith(FaultyFileSystem.real(other));
	}

	@Override
	public boolean endsWith(Path other) {
		return this.real.endsWith(FaultyFileSystem.real(other));
	}

	@Override
	public Path normalize() {
		return wrap(this.real.normalize());
	}

	@Override
	public Path resolve(Path other) {
		return wrap(this.real.resolve(FaultyFileSystem.real(other)));
	}

	@Override
	public Path relativize(Path other) {
		return wrap(this.real.relativize(FaultyFileSystem.real(other)));
	}

	@Override
	public URI toUri() {
		return this.real.toUri();
	}

	@Override
	public Path toAbsolutePath() {
		return wrap(this.real.toAbsolutePath());
	}

	@Override
	public Path toRealPath(LinkOption... options) throws IOException {
		return this.fileSystem.faults()
			.call("toRealPath", this.real, Arrays.asList(options), () -> wrap(this.real.toRealPath(options)));
	}

	@Override
	public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
			throws IOException {
		return this.real.register(watcher, events, modifiers);
	}

	@Override
	public int compareTo(Path other) {
		return this.real.compareTo(FaultyFileSystem.real(other));
	}

	@Override
	public String toString() {
		return this.real.toString();
	}

}
