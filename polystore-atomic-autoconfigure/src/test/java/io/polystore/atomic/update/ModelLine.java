package io.polystore.atomic.update;

/**
 * A line of states, each made from the one before. Lost as a whole when one of them
 * cannot be written.
 */
final class ModelLine {

	private boolean lost;

	void lose() {
		this.lost = true;
	}

	boolean isLost() {
		return this.lost;
	}

}
