package io.polystore.sample;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.polystore.sample.LoadClient.Answer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that count on one counter, wherever a replica answers.
 */
final class Load {

	private final String counter;

	private final AtomicInteger acknowledged = new AtomicInteger();

	private final List<LoadClient> clients;

	private Load(String name, int clients, Supplier<List<Api>> replicas) {
		this.counter = "/api/counters/" + name;
		this.clients = IntStream.range(0, clients)
			.mapToObj((number) -> new LoadClient(number, this.counter + "/increment", replicas, this.acknowledged))
			.toList();
	}

	static Load start(String counter, int clients, Supplier<List<Api>> replicas) {
		Load load = new Load(counter, clients, replicas);
		load.clients.forEach(Thread::start);
		return load;
	}

	void awaitMore(int operations, Duration atMost) {
		awaitMore(operations, Duration.ZERO, atMost);
	}

	/** Waits until so many more operations are acknowledged, and that long anyway. */
	void awaitMore(int operations, Duration atLeast, Duration atMost) {
		int enough = this.acknowledged.get() + operations;
		Awaitility.await().pollDelay(atLeast).atMost(atMost).until(() -> this.acknowledged.get() >= enough);
	}

	/** Lets every client hear of the operation that it has under way. */
	void finish() {
		this.clients.forEach(LoadClient::finish);
		this.clients.forEach(LoadClient::awaitEnd);
	}

	/**
	 * Checks what is there against what the clients heard.
	 * @param api a replica
	 * @param faults how often each client may have lost an answer
	 */
	Verdict verdict(Api api, int faults) {
		JsonNode counter = Api.json(Api.assertStatus(api.get(this.counter), 200));
		Set<String> there = Set.copyOf(counter.path("operations").propertyNames());
		assertThat(counter.path("count").longValue()).as("each counted once").isEqualTo(there.size());
		assertThat(there).as("acknowledged").containsAll(ids(Answer.ACKNOWLEDGED));
		assertThat(ids(Answer.REFUSED)).as("refused").doesNotContainAnyElementsOf(there);
		for (LoadClient client : this.clients) {
			assertThat(lostAnswers(client, there)).as(client.getName()).hasSizeLessThanOrEqualTo(faults);
		}
		Set<String> neverSent = new HashSet<>(there);
		this.clients.forEach((client) -> neverSent.removeAll(client.operations.keySet()));
		assertThat(neverSent).as("never sent").isEmpty();
		return new Verdict(ids(Answer.ACKNOWLEDGED).size(), ids(Answer.REFUSED).size(), ids(Answer.UNKNOWN).size(),
				there.size());
	}

	private static List<String> lostAnswers(LoadClient client, Set<String> there) {
		return client.operations(Answer.UNKNOWN).filter(there::contains).toList();
	}

	private List<String> ids(Answer answer) {
		return this.clients.stream().flatMap((client) -> client.operations(answer)).toList();
	}

	@Override
	public String toString() {
		return this.counter;
	}

	/**
	 * What became of the operations.
	 *
	 * @param acknowledged those that the clients know to be there
	 * @param refused those that the clients know not to be there
	 * @param unknown those whose answer was lost
	 * @param there those that are there
	 */
	record Verdict(int acknowledged, int refused, int unknown, int there) {

	}

}
