package io.polystore.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The stream of live figures.
 */
@Timeout(60)
class LiveTests extends AbstractHttpTests {

	private static final int MAX_STREAMS = 32;

	@Test
	void theFiguresAreWhatWasDone() {
		try (EventStream stream = EventStream.open(this.api.port())) {
			stream.next("meters");
			for (int i = 0; i < 20; i++) {
				this.api.post("/api/counters/" + this.name + "/increment");
			}
			double counted = 0;
			while (counted < 19.5) {
				JsonNode figures = stream.next("meters");
				assertThat(figures.path("updatesPerSecond").doubleValue())
					.isEqualTo(figures.path("writesPerSecond").doubleValue(), within(0.001));
				counted += figures.path("updatesPerSecond").doubleValue();
			}
			assertThat(counted).isEqualTo(20, within(1.0));
		}
	}

	@Test
	void theFiguresOfUpdatesTellHowTheyWent() {
		try (EventStream stream = EventStream.open(this.api.port())) {
			stream.next("meters");
			this.api.post("/api/counters/" + this.name + "/increment");
			JsonNode figures = stream.next("meters", (event) -> event.path("updatesPerSecond").doubleValue() > 0);
			assertThat(Instant.parse(figures.path("at").stringValue())).isBetween(Instant.now().minusSeconds(30),
					Instant.now());
			assertThat(figures.path("updatesPerWrite").doubleValue()).isEqualTo(1);
			for (String timer : List.of("lockWaitMillis", "writeMillis")) {
				JsonNode percentiles = figures.path(timer);
				assertThat(percentiles.path("p50").doubleValue()).isPositive();
				assertThat(percentiles.path("p99").doubleValue()).isBetween(percentiles.path("p50").doubleValue(),
						10_000.0);
			}
			assertThat(figures.path("locksHeld").isIntegralNumber()).isTrue();
			assertThat(figures.path("threadsWaiting").isIntegralNumber()).isTrue();
			assertThat(figures.path("locks").isArray()).isTrue();
		}
	}

	@Test
	void withoutUpdatesThereIsNoAverage() {
		try (EventStream stream = EventStream.open(this.api.port())) {
			JsonNode idle = stream.next("meters", (event) -> event.path("updatesPerSecond").doubleValue() == 0);
			assertThat(idle.path("updatesPerWrite").isNull()).isTrue();
		}
	}

	@Test
	void allWhoListenGetTheSameSample() {
		try (EventStream one = EventStream.open(this.api.port());
				EventStream another = EventStream.open(this.api.port())) {
			JsonNode sample = another.next("meters");
			assertThat(one.next("meters", (event) -> event.path("at").equals(sample.path("at")))).isEqualTo(sample);
		}
	}

	@Test
	void theNumberOfStreamsIsBoundedAndAClosedOneIsForgotten() throws Exception {
		List<EventStream> streams = new ArrayList<>();
		try {
			fill(streams);
			try (EventStream refused = EventStream.request(this.api.port())) {
				assertThat(refused.status()).isEqualTo(503);
				assertThat(refused.rest()).contains("too-many-streams");
			}
			streams.remove(0).close();
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> add(streams));
		}
		finally {
			streams.forEach(EventStream::close);
		}
	}

	/**
	 * Streams that other tests have closed may still be there for a moment.
	 */
	private void fill(List<EventStream> streams) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			add(streams);
			return streams.size() == MAX_STREAMS;
		});
	}

	private boolean add(List<EventStream> streams) {
		EventStream stream = EventStream.request(this.api.port());
		if (stream.status() != 200) {
			stream.close();
			return false;
		}
		return streams.add(stream);
	}

	@Test
	void aQuestionForTheHeadersOpensNoStream() {
		for (int i = 0; i <= MAX_STREAMS; i++) {
			Api.assertStatus(this.api.send("HEAD", "/api/live", new byte[0]), 200);
		}
	}

}
