package io.polystore.atomic.metrics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.metrics.AtomicFileObservation.HighCardinality;
import io.polystore.atomic.metrics.AtomicFileObservation.LowCardinality;

/**
 * Makes the observations of {@link AtomicFileObservation}, for traces.
 * <p>
 * An observation is the current one of its thread as long as it lasts: the wait and the
 * write of an update, and what its change does, belong to it. Thread-safe. A registry
 * that fails never breaks an operation of the library.
 *
 * @since 0.1
 */
public final class AtomicFileObservations implements AtomicFileListener {

	private final ObservationRegistry registry;

	/** What is under way on each thread, the innermost first. */
	private final ThreadLocal<Deque<Observation.Scope>> open = ThreadLocal.withInitial(ArrayDeque::new);

	/**
	 * Creates a listener that observes for a registry.
	 * @param registry the registry
	 */
	public AtomicFileObservations(ObservationRegistry registry) {
		this.registry = Objects.requireNonNull(registry, "'registry' must not be null");
	}

	@Override
	public void lockWaitStarted(Path lockFile) {
		start(AtomicFileObservation.LOCK_WAIT, lockFile);
	}

	@Override
	public void lockWaitEnded(Path lockFile, LockOutcome outcome, Duration waited, int attempts) {
		stop(outcome);
	}

	@Override
	public void writeStarted(Path file, WriteOperation operation, Durability durability) {
		Observation observation = start(AtomicFileObservation.WRITE, file);
		observation.lowCardinalityKeyValue(LowCardinality.OPERATION.withValue(TagValues.of(operation)));
		observation.lowCardinalityKeyValue(LowCardinality.DURABILITY.withValue(TagValues.of(durability)));
	}

	@Override
	public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
			Duration took) {
		stop(outcome);
	}

	@Override
	public void updateStarted(Path file) {
		start(AtomicFileObservation.UPDATE, file);
	}

	@Override
	public void updated(Path file, UpdateOutcome outcome, Duration took) {
		stop(outcome);
	}

	/**
	 * Whatever a handler throws: the end that follows must find something to end.
	 */
	private Observation start(AtomicFileObservation kind, Path file) {
		Observation observation = Observation.NOOP;
		try {
			observation = kind.observation(this.registry)
				.highCardinalityKeyValue(HighCardinality.FILE.withValue(file.toString()))
				.start();
			return observation;
		}
		finally {
			this.open.get().push(observation.openScope());
		}
	}

	private void stop(Enum<?> outcome) {
		Deque<Observation.Scope> scopes = this.open.get();
		Observation.Scope scope = scopes.pop();
		if (scopes.isEmpty()) {
			this.open.remove();
		}
		Observation observation = scope.getCurrentObservation();
		scope.close();
		observation.lowCardinalityKeyValue(LowCardinality.OUTCOME.withValue(TagValues.of(outcome))).stop();
	}

}
