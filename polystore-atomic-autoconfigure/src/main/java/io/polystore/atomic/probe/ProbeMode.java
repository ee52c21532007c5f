package io.polystore.atomic.probe;

/**
 * How thoroughly a directory is probed.
 *
 * @since 0.1
 */
public enum ProbeMode {

	/**
	 * Within this process, in some milliseconds. The default. Whether a lock excludes
	 * other processes is read from what the kernel lists, where it lists anything.
	 */
	QUICK,

	/**
	 * Additionally with another process, a JVM of some hundred milliseconds, that tries
	 * to take a lock that is held here, holds it in turn, and is killed.
	 */
	FULL,

	/**
	 * Nothing is probed.
	 */
	OFF

}
