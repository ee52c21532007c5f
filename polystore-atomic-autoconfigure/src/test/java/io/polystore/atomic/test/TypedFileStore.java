package io.polystore.atomic.test;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/**
 * A real store that says to be of another type.
 */
final class TypedFileStore extends FileStore {

	private final FileStore real;

	private final String type;

	TypedFileStore(FileStore real, String type) {
		this.real = real;
		this.type = type;
	}

	@Override
	public String name() {
		return this.real.name();
	}

	@Override
	public String type() {
		return this.type;
	}

	@Override
	public boolean isReadOnly() {
		return this.real.isReadOnly();
	}

	@Override
	public long getTotalSpace() throws IOException {
		return this.real.getTotalSpace();
	}

	@Override
	public long getUsableSpace() throws IOException {
		return this.real.getUsableSpace();
	}

	@Override
	public long getUnallocatedSpace() throws IOException {
		return this.real.getUnallocatedSpace();
	}

	@Override
	public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
		return this.real.supportsFileAttributeView(type);
	}

	@Override
	public boolean supportsFileAttributeView(String name) {
		return this.real.supportsFileAttributeView(name);
	}

	@Override
	public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
		return this.real.getFileStoreAttributeView(type);
	}

	@Override
	public Object getAttribute(String attribute) throws IOException {
		return this.real.getAttribute(attribute);
	}

}
