package io.polystore.sample;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that reports one result after the other, each with an id of its own, and takes
 * down which of them were acknowledged. Its fields are for whoever has joined it.
 */
final class ReportingClient extends Thread {

	final List<String> sent = new ArrayList<>();

	final List<String> acknowledged = new ArrayList<>();

	private final Api api;

	private final String path;

	private final CountDownLatch acknowledgements;

	private volatile boolean finishing;

	ReportingClient(Api api, String path, String name, CountDownLatch acknowledgements) {
		super(name);
		this.api = api;
		this.path = path;
		this.acknowledgements = acknowledgements;
	}

	@Override
	public void run() {
		try {
			for (int i = 0; !this.finishing; i++) {
				report(getName() + "-" + i);
			}
		}
		catch (UncheckedIOException ex) {
			// the service was killed: the last report was sent and not acknowledged
			return;
		}
	}

	private void report(String id) {
		this.sent.add(id);
		HttpResponse<String> response = send(this.api, this.path, id);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
		this.acknowledged.add(id);
		this.acknowledgements.countDown();
	}

	static HttpResponse<String> send(Api api, String path, String id) {
		return api.post(path, "{\"id\":\"%s\",\"values\":{\"n\":1}}".formatted(id));
	}

	void finish() {
		this.finishing = true;
	}

}
