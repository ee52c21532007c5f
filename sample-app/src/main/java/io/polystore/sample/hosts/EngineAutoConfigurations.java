package io.polystore.sample.hosts;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Lets Spring Boot configure the clients of an engine in the profile of that engine only:
 * elsewhere nothing of theirs connects, nor has a health.
 */
class EngineAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final Profiles REDIS = Profiles.of("redis");

	private static final Profiles POSTGRESQL = Profiles.of("postgresql");

	private static final Map<String, Profiles> PACKAGES = Map.of("org.springframework.boot.data.", REDIS,
			"org.springframework.boot.netty.", REDIS, "org.springframework.boot.jdbc.", POSTGRESQL,
			"org.springframework.boot.persistence.", POSTGRESQL, "org.springframework.boot.transaction.", POSTGRESQL);

	@SuppressWarnings("NullAway.Init")
	private Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < matches.length; i++) {
			String name = autoConfigurationClasses[i];
			matches[i] = (name == null) || isNeeded(name);
		}
		return matches;
	}

	private boolean isNeeded(String name) {
		return PACKAGES.entrySet()
			.stream()
			.filter((entry) -> name.startsWith(entry.getKey()))
			.allMatch((entry) -> this.environment.acceptsProfiles(entry.getValue()));
	}

}
