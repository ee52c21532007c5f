package io.polystore.atomic.bench.rival;

import java.io.Closeable;

/**
 * Counts durably in one document: locks, reads, parses, changes, writes.
 */
public interface Counter extends Closeable {

	/**
	 * Counts up by one; returns when that is durable.
	 */
	void increment() throws Exception;

	/**
	 * Returns the count that the document holds.
	 */
	long count() throws Exception;

}
