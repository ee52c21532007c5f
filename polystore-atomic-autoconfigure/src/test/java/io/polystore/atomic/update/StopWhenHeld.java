package io.polystore.atomic.update;

import java.nio.file.Path;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.test.Gate;

/**
 * Stops a thread between the lock and the read.
 *
 * @param gate where it stops
 */
record StopWhenHeld(Gate gate) implements AtomicFileListener {

	@Override
	public void lockHeld(Path lockFile) {
		this.gate.run();
	}

}
