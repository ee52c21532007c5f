package io.polystore.atomic.kill;

import java.nio.file.Path;

/**
 * A moment of an operation: before or after one of its calls to the file system.
 *
 * @param operation the operation
 * @param number the number of the call, from 1; one more than there are is when the
 * operation has returned
 * @param done whether the call was done
 */
record Step(SteppedOperation operation, int number, boolean done) {

	static Step parse(String[] words) {
		return new Step(SteppedOperation.valueOf(words[0]), Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]));
	}

	String command(Path directory) {
		return this.operation + " " + this.number + " " + this.done + " " + directory;
	}

	/** Whether a call has been done by now. */
	boolean isBehind(int call) {
		return this.number > call || (this.number == call && this.done);
	}

	@Override
	public String toString() {
		return this.operation + (this.done ? " after" : " before") + " call " + this.number;
	}

}
