package io.polystore.sample.lab;

import java.io.Closeable;
import java.io.IOException;

/**
 * A way to add an update to the document: durably, and without losing what others add.
 */
interface Updater extends Closeable {

	/**
	 * Adds an update; returns when it is durable.
	 * @param id the update
	 * @throws IOException if that failed
	 */
	void add(OperationId id) throws IOException;

	/**
	 * Reads what the document contains.
	 * @return the content
	 * @throws IOException if that failed
	 */
	Ledger read() throws IOException;

}
