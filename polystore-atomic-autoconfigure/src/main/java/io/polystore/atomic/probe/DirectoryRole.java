package io.polystore.atomic.probe;

/**
 * What a directory is used for, which decides what is probed.
 *
 * @since 0.1
 */
public enum DirectoryRole {

	/**
	 * Files are written here, and their locks are elsewhere.
	 */
	FILES,

	/**
	 * Only lock files are here.
	 */
	LOCKS,

	/**
	 * Files are written here, with their lock files beside them.
	 */
	FILES_AND_LOCKS;

	boolean hasFiles() {
		return this != LOCKS;
	}

	boolean hasLocks() {
		return this != FILES;
	}

}
