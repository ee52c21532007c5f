package io.polystore.sample.lab;

/**
 * What a participant is doing.
 */
enum WorkerState {

	STARTING, RUNNING, KILLED, FINISHED, FAILED

}
