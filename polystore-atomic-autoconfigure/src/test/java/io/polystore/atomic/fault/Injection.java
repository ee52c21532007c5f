package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.Gate;

/**
 * One fault at one call of a run.
 */
final class Injection {

	private static final String PRODUCT = "io.polystore.atomic.";

	private static final int MAX_FRAMES = 12;

	private final Call call;

	private final FaultKind kind;

	private final Throwable failure;

	private volatile String place;

	private volatile boolean reached;

	Injection(Call call, FaultKind kind) {
		this.call = call;
		this.kind = kind;
		this.failure = kind.failure(call);
	}

	FaultKind kind() {
		return this.kind;
	}

	Throwable failure() {
		return this.failure;
	}

	/** Whether it came about. */
	boolean isReached() {
		return this.reached;
	}

	/** Who made the call, and for whom: {@code TempFile.force<Replacement.commit<}... */
	String place() {
		return this.place;
	}

	/** The same for another run. */
	Injection again() {
		return new Injection(this.call, this.kind);
	}

	boolean isBefore(Call other) {
		return this.call.number() < other.number();
	}

	boolean isAt(Call other) {
		return other.number() == this.call.number();
	}

	/** Whether a run made the call that was meant. */
	boolean isSame(Call other) {
		return other.is(this.call.operation());
	}

	/** Whether a directory cannot be taken back, or is not known to have been made. */
	boolean keepsStanding(Path made) {
		boolean unknown = (this.call.is("createDirectory") && !this.kind.isChecked())
				|| this.place.startsWith("Directories.exists");
		return unknown || (this.call.is("delete") && this.call.fileName().equals(made.getFileName().toString()));
	}

	boolean isCloseOfWalk() {
		return this.call.is("close") && this.call.detail().equals("list");
	}

	boolean isFault() {
		return this.failure != null;
	}

	/** Waits before it goes wrong. */
	void stopAt(Faults faults, Gate gate) {
		faults.at(this.call.number()).before(gate);
	}

	/**
	 * @param caller the thread that is interrupted, whichever thread makes the call
	 */
	void arm(Faults faults, Thread caller) {
		Fault fault = faults.at(this.call.number());
		fault.before(() -> {
			this.place = whoCalls();
			begin(faults, caller);
		});
		fault.after(() -> end(faults, caller));
	}

	private void begin(Faults faults, Thread caller) throws IOException {
		if (this.kind.isShort()) {
			this.reached = true;
			faults.limitReads(1);
			faults.limitWrites(1);
		}
		else if (!this.kind.isAfter()) {
			happen(caller);
		}
	}

	private void end(Faults faults, Thread caller) throws IOException {
		if (this.kind.isShort()) {
			faults.limitReads(Integer.MAX_VALUE);
			faults.limitWrites(Integer.MAX_VALUE);
		}
		else if (this.kind.isAfter()) {
			happen(caller);
		}
	}

	private void happen(Thread caller) throws IOException {
		this.reached = true;
		if (this.kind.isInterrupt()) {
			caller.interrupt();
		}
		else if (this.failure instanceof IOException io) {
			throw io;
		}
		else if (this.failure instanceof RuntimeException unchecked) {
			throw unchecked;
		}
		else {
			throw (Error) this.failure;
		}
	}

	private static String whoCalls() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.filter((frame) -> isProduct(frame.getClassName()))
				.limit(MAX_FRAMES)
				.map(Injection::name)
				.collect(Collectors.joining("<")));
	}

	private static boolean isProduct(String className) {
		return className.startsWith(PRODUCT) && !className.startsWith(PRODUCT + "test.")
				&& !className.startsWith(PRODUCT + "fault.");
	}

	private static String name(StackWalker.StackFrame frame) {
		String className = frame.getClassName();
		return className.substring(className.lastIndexOf('.') + 1) + "."
				+ frame.getMethodName().replaceAll("lambda\\$(.*)\\$\\d+", "$1");
	}

	@Override
	public String toString() {
		return this.kind + " at " + this.call.number() + " " + this.call.operation() + " " + this.call.fileName();
	}

}
