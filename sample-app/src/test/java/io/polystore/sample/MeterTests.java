package io.polystore.sample;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actuator shows what was done.
 */
class MeterTests extends AbstractHttpTests {

	@Test
	void everyChangeIsOneWaitOneWriteAndOneUpdate() {
		Map<String, Long> before = counts();
		this.api.put("/api/documents/" + this.name, "{}");
		this.api.patch("/api/documents/" + this.name, "{\"a\":1}");
		for (int i = 0; i < 3; i++) {
			this.api.post("/api/counters/" + this.name + "/increment");
		}
		this.api.delete("/api/documents/" + this.name, "If-Match", "*");
		assertThat(difference(before)).containsExactlyInAnyOrderEntriesOf(Map.of("lock.wait", 6L, "lock.hold", 6L,
				"write", 6L, "update", 6L, "write?tag=operation:update", 6L, "write?tag=durability:full", 6L));
	}

	@Test
	void anExportIsOneWaitAndOneStream() {
		this.api.post("/api/jobs/" + this.name + "/results", "{\"values\":{}}");
		Map<String, Long> before = counts();
		this.api.post("/api/jobs/" + this.name + "/export");
		assertThat(difference(before)).containsExactlyInAnyOrderEntriesOf(Map.of("lock.wait", 1L, "lock.hold", 1L,
				"write", 1L, "write?tag=operation:stream", 1L, "write?tag=durability:full", 1L));
	}

	@Test
	void readingAndRefusingWritesNothing() {
		this.api.put("/api/documents/" + this.name, "{}");
		Map<String, Long> before = counts();
		this.api.get("/api/documents/" + this.name);
		this.api.get("/api/documents");
		this.api.put("/api/documents/" + this.name, "{");
		this.api.put("/api/documents/" + this.name, "1", "If-Match", "nonsense");
		assertThat(difference(before)).isEmpty();
	}

	@Test
	void prometheusGetsTheBuckets() {
		this.api.put("/api/documents/" + this.name, "{}");
		String scrape = this.api.get("/actuator/prometheus").body();
		assertThat(scrape).contains("polystore_atomic_lock_wait_seconds_bucket{outcome=\"acquired\"")
			.contains("polystore_atomic_write_seconds_bucket{durability=\"full\"");
	}

	@Test
	void healthIsUp() {
		assertThat(Api.json(this.api.get("/actuator/health")).path("status").stringValue()).isEqualTo("UP");
	}

	private Map<String, Long> counts() {
		Map<String, Long> counts = new TreeMap<>();
		for (String meter : new String[] { "lock.wait", "lock.hold", "write", "update", "write?tag=operation:update",
				"write?tag=operation:stream", "write?tag=durability:full" }) {
			counts.put(meter, count(meter));
		}
		return counts;
	}

	private long count(String meter) {
		JsonNode measured = Api.json(this.api.get("/actuator/metrics/polystore.atomic." + meter));
		return measured.path("measurements")
			.valueStream()
			.filter((measurement) -> measurement.path("statistic").stringValue().equals("COUNT"))
			.mapToLong((measurement) -> measurement.path("value").longValue())
			.findFirst()
			.orElse(0);
	}

	private Map<String, Long> difference(Map<String, Long> before) {
		Map<String, Long> difference = counts();
		difference.replaceAll((meter, count) -> count - before.get(meter));
		difference.values().removeIf((count) -> count == 0);
		return difference;
	}

}
