package io.polystore.sample;

import java.net.http.HttpResponse;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the actuator tells of the library over HTTP.
 */
class AtomicFilesActuatorTests extends AbstractHttpTests {

	private static final String ENDPOINT = "/actuator/atomicfiles";

	@Autowired
	private AtomicFileTemplate files;

	@Test
	void theEndpointShowsLocksSettingsSweepAndProbe() {
		try (LockHandle lock = this.files.lock(DIRECTORY.resolve(this.name + ".lock"))) {
			assertThat(lock.isHeld()).isTrue();
			JsonNode shown = Api.json(this.api.get(ENDPOINT));
			assertThat(shown.propertyNames()).contains("locks", "pipelines", "configuration", "lastSweep", "probes");
			assertThat(shown.path("locks").valueStream())
				.anyMatch((held) -> held.path("file").stringValue().equals(this.name + ".lock")
						&& held.path("holder").path("thread").stringValue().equals(Thread.currentThread().getName()));
			assertThat(shown.path("configuration").path("lockTimeout").stringValue()).isEqualTo("PT10S");
			assertThat(shown.path("probes").get(0).path("usable").booleanValue()).isTrue();
		}
	}

	@Test
	void theEndpointShowsWhoLocksADocument() {
		String document = "/documents/" + this.name + ".json";
		this.api.put("/api/documents/" + this.name, "{}");
		assertThat(lock(document).path("held").booleanValue()).isFalse();
		try (LockHandle lock = this.files.lockFor(DIRECTORY.resolve("documents").resolve(this.name + ".json"))) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(lock(document).path("holder").path("application").stringValue()).isEqualTo("run-state");
		}
	}

	private JsonNode lock(String file) {
		return Api.json(this.api.get(ENDPOINT + file));
	}

	@Test
	void thePathOfTheDirectoryIsNotTold() {
		assertThat(this.api.get(ENDPOINT).body()).doesNotContain(DIRECTORY.toAbsolutePath().toString())
			.doesNotContain(DIRECTORY.getFileName().toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/..%2Fpom.xml", "/%2Fetc%2Fpasswd", "/documents/..%2F..%2Fa.json" })
	void whatLiesElsewhereIsRefused(String file) {
		HttpResponse<String> response = this.api.get(ENDPOINT + file);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).doesNotContain("holder");
	}

	@Test
	void theEndpointChangesNothing() {
		assertThat(this.api.post(ENDPOINT).statusCode()).isEqualTo(405);
	}

	@Test
	void theHealthOfTheDirectoryIsPartOfThatOfTheApplication() {
		JsonNode health = Api.json(this.api.get("/actuator/health")).path("components").path("atomicFiles");
		assertThat(health.path("status").stringValue()).isEqualTo("UP");
		assertThat(health.path("details").path("freeSpace").longValue()).isPositive();
	}

}
