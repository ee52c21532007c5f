package io.polystore.sample;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operator wants no lab.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "run-state.lab.enabled=false")
@DirtiesContext
class LabSwitchedOffTests {

	@TempDir
	static Path directory;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void directory(DynamicPropertyRegistry registry) {
		registry.add("polystore.atomic.directory", directory::toString);
	}

	@Test
	void thereIsNone() {
		Api api = new Api(this.port);
		Api.assertStatus(api.get("/api/lab"), 404);
		Api.assertStatus(api.post("/api/lab/runs", "{\"processes\":1,\"threads\":1,\"seconds\":1}"), 404);
		Api.assertStatus(api.post("/api/lab/kill"), 404);
	}

	@Test
	void theFirstPageHasNone() {
		assertThat(new Api(this.port).get("/", "Accept", "text/html").body()).contains("Documents")
			.doesNotContain("lab-", "Contention lab");
	}

}
