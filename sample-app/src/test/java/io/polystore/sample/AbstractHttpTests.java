package io.polystore.sample;

import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Tests over HTTP of one running service, on names of their own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "run-state.max-request-size=256KB", "polystore.atomic.json.max-document-size=512KB" })
abstract class AbstractHttpTests {

	static final Path DIRECTORY = TestDirectory.create("http-tests-");

	@LocalServerPort
	private int port;

	Api api;

	String name;

	@DynamicPropertySource
	static void directory(DynamicPropertyRegistry registry) {
		registry.add("polystore.atomic.directory", DIRECTORY::toString);
	}

	@BeforeEach
	void setUp() {
		this.api = new Api(this.port);
		this.name = "test-" + UUID.randomUUID();
	}

}
