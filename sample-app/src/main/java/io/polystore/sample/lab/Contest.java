package io.polystore.sample.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One way, taken by all participants at once. To be held once.
 */
final class Contest implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Duration TICK = Duration.ofMillis(500);

	private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final List<Participant> participants;

	private final Updater document;

	private final Duration duration;

	private final Stopwatch stopwatch = new Stopwatch();

	Contest(List<Participant> participants, Updater document, Duration duration) {
		this.participants = participants;
		this.document = document;
		this.duration = duration;
	}

	List<Participant> participants() {
		return this.participants;
	}

	/**
	 * Waits until all can begin.
	 * @param meanwhile what to do from time to time
	 */
	void awaitReady(Runnable meanwhile) throws LabException, InterruptedException {
		awaitAll(Participant::ready, PATIENCE, meanwhile);
	}

	/**
	 * Lets all work until their time is over.
	 * @param meanwhile what to do from time to time
	 */
	WayVerdict hold(Runnable meanwhile) throws LabException, IOException, InterruptedException {
		this.stopwatch.start();
		this.participants.forEach(Participant::begin);
		awaitAll(Participant::ended, this.duration.plus(PATIENCE), meanwhile);
		this.stopwatch.stop(lastAcknowledgement());
		return evidence().judge(countKilled(), elapsed().toNanos() / NANOS_PER_SECOND);
	}

	private void awaitAll(Function<Participant, CompletableFuture<Void>> moment, Duration timeout, Runnable meanwhile)
			throws LabException, InterruptedException {
		CompletableFuture<Void> all = allOrFailed(this.participants.stream().map(moment).toList());
		long end = System.nanoTime() + timeout.toNanos();
		while (!isDone(all)) {
			if (System.nanoTime() - end > 0) {
				throw new LabException("The processes were not done after %d seconds".formatted(timeout.toSeconds()));
			}
			meanwhile.run();
		}
	}

	/**
	 * Does not wait for the others when one has failed.
	 */
	private static CompletableFuture<Void> allOrFailed(List<CompletableFuture<Void>> each) {
		CompletableFuture<Void> all = CompletableFuture.allOf(each.toArray(new CompletableFuture<?>[0]));
		each.forEach((one) -> one.whenComplete((done, failure) -> {
			if (failure != null) {
				all.completeExceptionally(failure);
			}
		}));
		return all;
	}

	private static boolean isDone(CompletableFuture<Void> future) throws LabException, InterruptedException {
		try {
			future.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof LabException failure) ? failure
					: new LabException("The run failed; the log tells more", ex);
		}
	}

	/**
	 * How long the others took to end is no part of the work.
	 */
	private long lastAcknowledgement() {
		return this.participants.stream()
			.map(Participant::acknowledgements)
			.filter((acknowledgements) -> acknowledgements.count() > 0)
			.mapToLong(Acknowledgements::lastNanos)
			.max()
			.orElseGet(System::nanoTime);
	}

	private Evidence evidence() throws IOException {
		Map<String, Numbers> acknowledged = new HashMap<>();
		Set<String> killed = new HashSet<>();
		for (Participant participant : this.participants) {
			acknowledged.putAll(participant.acknowledgements().workers());
			if (participant.state() == WorkerState.KILLED) {
				killed.addAll(participant.load().workers());
			}
		}
		return new Evidence(acknowledged, this.document.read(), killed);
	}

	private int countKilled() {
		return (int) this.participants.stream().filter((one) -> one.state() == WorkerState.KILLED).count();
	}

	Optional<Killed> kill() {
		return this.participants.stream()
			.filter(Participant::kill)
			.findFirst()
			.map((killed) -> new Killed(killed.name(), killed.pid()));
	}

	long acknowledged() {
		return this.participants.stream().mapToLong((one) -> one.acknowledgements().count()).sum();
	}

	Duration elapsed() {
		return this.stopwatch.elapsed();
	}

	@Override
	public void close() throws IOException {
		this.stopwatch.stop(System.nanoTime());
		this.participants.forEach(Participant::close);
		this.document.close();
	}

}
