package io.polystore.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the sample together with the engine of its profile, in a container.
 */
final class TestApplication {

	private TestApplication() {
	}

	public static void main(String[] args) {
		run(args);
	}

	static ConfigurableApplicationContext run(String... args) {
		return SpringApplication.from(SampleApplication::main).with(Engines.class).run(args).getApplicationContext();
	}

}
