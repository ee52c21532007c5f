package io.polystore.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.Startables;

/**
 * Three containers of the packaged jar that work on one volume.
 */
final class Replicas implements AutoCloseable {

	static final int COUNT = 3;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final List<RunStateContainer> containers;

	private final Map<Integer, Api> serving = new ConcurrentSkipListMap<>();

	private CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);

	Replicas(Supplier<RunStateContainer> container) {
		this.containers = Stream.generate(container).limit(COUNT).toList();
	}

	void start() {
		Startables.deepStart(this.containers).join();
		IntStream.range(0, COUNT).forEach((replica) -> this.serving.put(replica, this.containers.get(replica).api()));
	}

	/** Those that serve, where they are now. */
	List<Api> apis() {
		return List.copyOf(this.serving.values());
	}

	Fault fault(int replica) {
		return new Fault(this.containers.get(replica));
	}

	/** Starts a replica that was killed, without waiting for it. */
	void startAgain(int replica) {
		this.serving.remove(replica);
		fault(replica).startAgain();
		this.starting = CompletableFuture
			.runAsync(() -> this.serving.put(replica, this.containers.get(replica).awaitApi(PATIENCE)));
	}

	/** Waits until all serve. */
	void awaitAll() {
		this.starting.join();
	}

	/** Waits until a replica can do what it does for clients. */
	void awaitWriting(int replica) {
		Api api = this.serving.get(replica);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> api.post("/api/counters/replica-" + replica + "/increment").statusCode() == 200);
	}

	String log(int replica) {
		return this.containers.get(replica).getLogs();
	}

	@Override
	public void close() {
		this.containers.forEach(GenericContainer::stop);
	}

}
