package io.polystore.sample.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A run: both ways, one after the other. Tells at every moment how far it is.
 */
final class LabRun {

	private static final Log logger = LogFactory.getLog(LabRun.class);

	private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final String id = UUID.randomUUID().toString();

	private final RunRequest request;

	private final Consumer<Run> listener;

	private volatile Phase phase = Phase.STARTING;

	private volatile @Nullable Contest contest;

	private volatile @Nullable Verdict verdict;

	private volatile @Nullable String failure;

	private volatile boolean cancelled;

	LabRun(RunRequest request, Consumer<Run> listener) {
		this.request = request;
		this.listener = listener;
	}

	String id() {
		return this.id;
	}

	/**
	 * Takes both ways. Whatever goes wrong is told by the state.
	 * @param crews brings the participants
	 */
	void run(CrewFactory crews) {
		try {
			Crew crew = crews.create(this);
			WayVerdict library = hold(crew, Way.LIBRARY, Phase.LIBRARY);
			this.phase = Phase.HAND_WRITTEN;
			WayVerdict handWritten = hold(crew, Way.HAND_WRITTEN, Phase.HAND_WRITTEN);
			this.verdict = Verdict.of(library, handWritten);
			this.phase = Phase.FINISHED;
		}
		catch (LabException ex) {
			fail(ex.getMessage(), ex);
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			fail("The run failed; the log tells more", ex);
		}
		tell();
	}

	private WayVerdict hold(Crew crew, Way way, Phase atWork) throws LabException, IOException, InterruptedException {
		try (Contest present = crew.contest(way, this::tell)) {
			this.contest = present;
			throwIfCancelled();
			present.awaitReady(this::tell);
			this.phase = atWork;
			WayVerdict result = present.hold(this::tell);
			throwIfCancelled();
			return result;
		}
	}

	private void throwIfCancelled() throws LabException {
		if (this.cancelled) {
			throw new LabException("The application was stopped");
		}
	}

	private void fail(@Nullable String message, Exception cause) {
		if (!this.cancelled) {
			logger.error("Failed run of the lab", cause);
		}
		this.failure = message;
		this.phase = Phase.FAILED;
	}

	/**
	 * One after the other, so that an older state is never told after a newer one.
	 */
	private synchronized void tell() {
		this.listener.accept(state());
	}

	boolean isOver() {
		return this.phase.isEnd();
	}

	Optional<Killed> kill() {
		Contest present = this.contest;
		return (present != null) ? present.kill() : Optional.empty();
	}

	/**
	 * Ends the run; waits for the processes to end, not for the run to notice.
	 */
	void cancel() throws IOException {
		this.cancelled = true;
		Contest present = this.contest;
		if (present != null) {
			present.close();
		}
	}

	Run state() {
		Contest present = this.contest;
		List<Run.Worker> workers = (present != null) ? present.participants().stream().map(Run.Worker::of).toList()
				: List.of();
		Duration elapsed = (present != null) ? present.elapsed() : Duration.ZERO;
		long acknowledged = (present != null) ? present.acknowledged() : 0;
		double perSecond = elapsed.isZero() ? 0 : acknowledged * NANOS_PER_SECOND / elapsed.toNanos();
		return new Run(this.id, this.phase, this.request.processes(), this.request.threads(), this.request.seconds(),
				elapsed.toMillis(), workers, acknowledged, perSecond, this.verdict, this.failure);
	}

	/**
	 * Brings the participants of a run.
	 */
	@FunctionalInterface
	interface CrewFactory {

		Crew create(LabRun run) throws IOException;

	}

}
