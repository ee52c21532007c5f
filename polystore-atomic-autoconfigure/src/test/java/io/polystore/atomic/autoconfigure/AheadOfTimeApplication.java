package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.actuate.AtomicFilesEndpoint;
import io.polystore.atomic.core.AtomicFileTemplate;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Uses the beans of the library, and says how it went.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class AheadOfTimeApplication {

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(AheadOfTimeApplication.class, args)) {
			AtomicFileProperties properties = context.getBean(AtomicFileProperties.class);
			Path directory = Path.of(properties.getDirectory());
			AtomicFileTemplate files = context.getBean(AtomicFileTemplate.class);
			files.writeString(directory.resolve("file"), "whole");
			files.execute(directory.resolve("held"), () -> System.out
				.println("locks: " + context.getBean(AtomicFilesEndpoint.class).atomicFiles().locks()));
			System.out.println("generated: " + AotDetector.useGeneratedArtifacts());
			System.out.println("timeout: " + properties.getLock().getTimeout());
		}
	}

}
