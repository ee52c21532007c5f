package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;

/**
 * A disk that does nothing to one file until it is told how that shall end.
 */
final class SteppedDisk implements AtomicFileListener {

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Path file;

	private final List<String> writes = new CopyOnWriteArrayList<>();

	private final AtomicInteger held = new AtomicInteger();

	private volatile Gate beforeRename = new Gate();

	private volatile Gate behindRename = new Gate();

	private volatile Step step = Step.SUCCEED;

	private volatile int updates;

	private volatile boolean closed;

	SteppedDisk(Path real) {
		this.file = this.fileSystem.path(real);
		this.fileSystem.faults()
			.when((call) -> call.is("move") || (call.is("delete") && call.path().equals(real)))
			.always()
			.before(() -> failAt(Step.FAIL_BEFORE_RENAME));
		this.fileSystem.faults().on("force", real.getParent()::equals).always().before(this::forceDirectory);
	}

	private void forceDirectory() throws IOException {
		if (this.step == Step.STOP_BEHIND_RENAME) {
			this.behindRename.run();
		}
		failAt(Step.FAIL_BEHIND_RENAME);
	}

	private void failAt(Step failure) throws IOException {
		if (this.step == failure) {
			throw new IOException("Input/output error");
		}
	}

	Path file() {
		return this.file;
	}

	/** What was written, in the words of the {@link PipelineModel}. */
	List<String> writes() {
		return this.writes;
	}

	/** How many locks are held. */
	int held() {
		return this.held.get();
	}

	/** Waits until a replace stands before or behind its rename. */
	void awaitReplace(boolean renamed) {
		(renamed ? this.behindRename : this.beforeRename).awaitReached();
	}

	boolean isIdle() {
		return !this.beforeRename.isReached() && !this.behindRename.isReached();
	}

	/** Lets the present replace go on. */
	void proceed(Step next) {
		Gate stopped = this.beforeRename.isReached() ? this.beforeRename : this.behindRename;
		if (stopped == this.beforeRename) {
			this.beforeRename = new Gate();
		}
		else {
			this.behindRename = new Gate();
		}
		this.step = next;
		stopped.open();
	}

	/** Stops nothing any more. */
	void close() {
		this.closed = true;
		this.step = Step.SUCCEED;
		this.beforeRename.open();
		this.behindRename.open();
	}

	@Override
	public void batchStarted(Path file, int updates) {
		this.updates = updates;
		if (!this.closed) {
			this.beforeRename.run();
		}
	}

	@Override
	public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
			Duration took) {
		this.writes.add(this.updates + " with " + durability + ": " + outcome);
	}

	@Override
	public void lockHeld(Path lockFile) {
		this.held.incrementAndGet();
	}

	@Override
	public void lockReleased(Path lockFile, Duration duration) {
		this.held.decrementAndGet();
	}

	/**
	 * What becomes of a replace.
	 */
	enum Step {

		SUCCEED, FAIL_BEFORE_RENAME, STOP_BEHIND_RENAME, FAIL_BEHIND_RENAME

	}

}
