package io.polystore.atomic.metrics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.json.DocumentChangeListener;
import io.polystore.atomic.json.DocumentChangedEvent;
import io.polystore.atomic.json.DocumentRecovery;
import io.polystore.atomic.json.RecoveryListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Records what the library does in a {@link MeterRegistry}: the meters of
 * {@link AtomicFileMeter}.
 * <p>
 * Thread-safe. To be used once per registry: the gauges of a second instance would not be
 * seen. Most meters are registered at once and read zero until something happens; the
 * timers of writes appear with the first write of their kind. A registry that cannot
 * register a meter or record a value never breaks an operation of the library.
 *
 * @since 0.1
 */
public final class AtomicFileMetrics implements AtomicFileListener, DocumentChangeListener, RecoveryListener {

	private static final Log logger = LogFactory.getLog(AtomicFileMetrics.class);

	private final LongAdder locksHeld = new LongAdder();

	private final LongAdder threadsWaiting = new LongAdder();

	private final MeterCache<LockOutcome, Timer> lockWaits;

	private final MeterCache<AtomicFileMeter, Timer> lockHolds;

	private final MeterCache<WriteTags, Timer> writes;

	private final MeterCache<UpdateOutcome, Timer> updates;

	private final MeterCache<AtomicFileMeter, DistributionSummary> batches;

	private final MeterCache<AtomicFileMeter, Counter> counters;

	private final MeterCache<DocumentChangedEvent.Kind, Counter> documentChanges;

	private final MeterCache<DocumentRecovery.Outcome, Counter> recoveries;

	/**
	 * Creates a listener that records in a registry.
	 * @param registry the registry
	 */
	public AtomicFileMetrics(MeterRegistry registry) {
		Meters meters = new Meters(registry);
		this.lockWaits = new MeterCache<>((outcome) -> meters.timer(AtomicFileMeter.LOCK_WAIT, outcome));
		this.lockHolds = new MeterCache<>(meters::timer);
		this.writes = new MeterCache<>(
				(tags) -> meters.timer(AtomicFileMeter.WRITE, tags.outcome(), tags.operation(), tags.durability()));
		this.updates = new MeterCache<>((outcome) -> meters.timer(AtomicFileMeter.UPDATE, outcome));
		this.batches = new MeterCache<>(meters::summary);
		this.counters = new MeterCache<>(meters::counter);
		this.documentChanges = new MeterCache<>((kind) -> meters.counter(AtomicFileMeter.DOCUMENT_CHANGES, kind));
		this.recoveries = new MeterCache<>((outcome) -> meters.counter(AtomicFileMeter.RECOVERIES, outcome));
		try {
			register(meters);
		}
		catch (RuntimeException ex) {
			logger.warn("Not all meters could be registered; those that are missing are tried again when used", ex);
		}
	}

	private void register(Meters meters) {
		meters.gauge(AtomicFileMeter.LOCKS_HELD, () -> this.locksHeld);
		meters.gauge(AtomicFileMeter.THREADS_WAITING, () -> this.threadsWaiting);
		this.counters.get(AtomicFileMeter.LOCK_ATTEMPTS);
		this.counters.get(AtomicFileMeter.LOCK_TIMEOUTS);
		this.counters.get(AtomicFileMeter.RETRIES);
		this.counters.get(AtomicFileMeter.TEMPS_SWEPT);
		this.counters.get(AtomicFileMeter.VERSION_FAILURES);
		List.of(DocumentRecovery.Outcome.values()).forEach(this.recoveries::get);
		List.of(LockOutcome.values()).forEach(this.lockWaits::get);
		List.of(UpdateOutcome.values()).forEach(this.updates::get);
		List.of(DocumentChangedEvent.Kind.values()).forEach(this.documentChanges::get);
		this.lockHolds.get(AtomicFileMeter.LOCK_HOLD);
		this.batches.get(AtomicFileMeter.UPDATE_BATCH);
	}

	@Override
	public void lockWaitStarted(Path lockFile) {
		this.threadsWaiting.increment();
	}

	@Override
	public void lockWaitEnded(Path lockFile, LockOutcome outcome, Duration waited, int attempts) {
		this.threadsWaiting.decrement();
		this.lockWaits.get(outcome).record(waited);
		this.counters.get(AtomicFileMeter.LOCK_ATTEMPTS).increment(attempts);
		if (outcome == LockOutcome.TIMEOUT) {
			this.counters.get(AtomicFileMeter.LOCK_TIMEOUTS).increment();
		}
	}

	@Override
	public void lockHeld(Path lockFile) {
		this.locksHeld.increment();
	}

	@Override
	public void lockReleased(Path lockFile, Duration held) {
		this.locksHeld.decrement();
		this.lockHolds.get(AtomicFileMeter.LOCK_HOLD).record(held);
	}

	@Override
	public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
			Duration took) {
		this.writes.get(new WriteTags(outcome, operation, durability)).record(took);
	}

	@Override
	public void updated(Path file, UpdateOutcome outcome, Duration took) {
		this.updates.get(outcome).record(took);
	}

	@Override
	public void batchStarted(Path file, int updates) {
		this.batches.get(AtomicFileMeter.UPDATE_BATCH).record(updates);
	}

	@Override
	public void retried(Path file, Throwable failure) {
		this.counters.get(AtomicFileMeter.RETRIES).increment();
	}

	@Override
	public void swept(Path directory, int files) {
		this.counters.get(AtomicFileMeter.TEMPS_SWEPT).increment(files);
	}

	@Override
	public void documentChanged(DocumentChangedEvent event) {
		this.documentChanges.get(event.kind()).increment();
	}

	@Override
	public void versionNotKept(Path file, Throwable cause) {
		this.counters.get(AtomicFileMeter.VERSION_FAILURES).increment();
	}

	@Override
	public void recovered(DocumentRecovery recovery) {
		this.recoveries.get(recovery.outcome()).increment();
	}

	/**
	 * The tag values of a write.
	 */
	private record WriteTags(WriteOutcome outcome, WriteOperation operation, Durability durability) {
	}

}
