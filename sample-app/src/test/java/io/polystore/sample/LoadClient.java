package io.polystore.sample;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A client that sends one operation after the other, each once and with an id of its own,
 * and takes down what it heard. A replica that fails it loses it to the next one. What it
 * took down is for whoever has joined it.
 */
final class LoadClient extends Thread {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	final Map<String, Answer> operations = new LinkedHashMap<>();

	private final String path;

	private final Supplier<List<Api>> replicas;

	private final AtomicInteger acknowledged;

	private int replica;

	private volatile boolean finishing;

	LoadClient(int number, String path, Supplier<List<Api>> replicas, AtomicInteger acknowledged) {
		super("client-" + number);
		this.replica = number;
		this.path = path;
		this.replicas = replicas;
		this.acknowledged = acknowledged;
	}

	@Override
	public void run() {
		while (!this.finishing) {
			String id = getName() + "-" + this.operations.size();
			Answer answer = send(id);
			this.operations.put(id, answer);
			if (answer == Answer.ACKNOWLEDGED) {
				this.acknowledged.incrementAndGet();
			}
			else {
				this.replica++;
			}
		}
	}

	private Answer send(String id) {
		List<Api> all = this.replicas.get();
		Api api = all.get(this.replica % all.size());
		try {
			return Answer.of(api.send(request(api, id)));
		}
		catch (UncheckedIOException ex) {
			return Answer.UNKNOWN;
		}
	}

	private HttpRequest request(Api api, String id) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + this.path))
			.timeout(PATIENCE)
			.headers(Api.JSON)
			.POST(BodyPublishers.ofString("{\"id\":\"" + id + "\"}"))
			.build();
	}

	/** The ids of the operations that were answered so. */
	Stream<String> operations(Answer answer) {
		return this.operations.entrySet().stream().filter((entry) -> entry.getValue() == answer).map(Map.Entry::getKey);
	}

	void finish() {
		this.finishing = true;
	}

	void awaitEnd() {
		try {
			join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a client knows of an operation. */
	enum Answer {

		ACKNOWLEDGED,

		/** The service says that nothing was changed. */
		REFUSED,

		UNKNOWN;

		private static Answer of(HttpResponse<String> response) {
			if (response.statusCode() == 200) {
				return ACKNOWLEDGED;
			}
			return response.body().contains(":busy\"") || response.body().contains(":not-written\"") ? REFUSED
					: UNKNOWN;
		}

	}

}
