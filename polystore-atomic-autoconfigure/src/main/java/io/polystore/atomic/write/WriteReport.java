package io.polystore.atomic.write;

import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicFileListener.WriteOperation;
import io.polystore.atomic.AtomicFileListener.WriteOutcome;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.Durability;

/**
 * Tells the listener how a write ended and how long it took.
 */
record WriteReport(AtomicFileListener listener, Path file, WriteOperation operation, Durability durability) {

	void run(Runnable write) {
		long start = System.nanoTime();
		WriteOutcome outcome = WriteOutcome.COMMITTED_DURABILITY_UNKNOWN;
		this.listener.writeStarted(this.file, this.operation, this.durability);
		try {
			write.run();
			outcome = WriteOutcome.SUCCESS;
		}
		catch (AtomicWriteException ex) {
			outcome = outcome(ex);
			throw ex;
		}
		finally {
			tell(outcome, start);
		}
	}

	private static WriteOutcome outcome(AtomicWriteException ex) {
		return switch (ex.outcome()) {
			case NOT_COMMITTED -> WriteOutcome.NOT_COMMITTED;
			case COMMITTED_DURABILITY_UNKNOWN -> WriteOutcome.COMMITTED_DURABILITY_UNKNOWN;
		};
	}

	private void tell(WriteOutcome outcome, long start) {
		this.listener.written(this.file, this.operation, this.durability, outcome,
				Duration.ofNanos(System.nanoTime() - start));
	}

}
