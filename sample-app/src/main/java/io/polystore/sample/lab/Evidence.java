package io.polystore.sample.lab;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * What one way has left: the updates that returned, and those that the document contains.
 *
 * @param acknowledged the updates that returned, by worker
 * @param ledger the document
 * @param killedWorkers the workers whose process was killed
 */
record Evidence(Map<String, Numbers> acknowledged, Ledger ledger, Set<String> killedWorkers) {

	/**
	 * Compares both.
	 * @param killed how many processes were killed
	 * @param seconds how long it took
	 */
	WayVerdict judge(int killed, double seconds) {
		long returned = sum((worker) -> acknowledged(worker).count());
		long lost = sum(this::lost);
		long twice = sum((worker) -> this.ledger.of(worker).twice().size());
		long exactlyOnce = sum((worker) -> this.ledger.of(worker).exactlyOnce(acknowledged(worker)));
		boolean holds = returned > 0 && lost == 0 && twice == 0
				&& workers().stream().allMatch((worker) -> unacknowledged(worker) <= allowed(worker));
		return new WayVerdict(returned, exactlyOnce, lost, twice, sum(this::unacknowledged), killed, returned / seconds,
				holds);
	}

	private long lost(String worker) {
		return acknowledged(worker).count() - acknowledged(worker).common(this.ledger.of(worker));
	}

	private long unacknowledged(String worker) {
		return this.ledger.of(worker).count() - acknowledged(worker).common(this.ledger.of(worker));
	}

	/**
	 * Whoever was killed may have been between an update and the news of it.
	 */
	private int allowed(String worker) {
		return this.killedWorkers.contains(worker) ? 1 : 0;
	}

	private Numbers acknowledged(String worker) {
		return this.acknowledged.getOrDefault(worker, Numbers.NONE);
	}

	private Set<String> workers() {
		Set<String> workers = new TreeSet<>(this.acknowledged.keySet());
		workers.addAll(this.ledger.workers().keySet());
		return workers;
	}

	private long sum(ToLongFunction<String> figure) {
		return workers().stream().mapToLong(figure).sum();
	}

}
