package io.polystore.sample.lab;

/**
 * How far a run is.
 */
enum Phase {

	STARTING, LIBRARY, HAND_WRITTEN, FINISHED, FAILED;

	boolean isEnd() {
		return this == FINISHED || this == FAILED;
	}

}
