package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The properties of the library, except for those that switch a part of it off. All of
 * them are bound at once, so that a value that cannot be used ends the start before
 * anything was done.
 * <p>
 * Setters refuse what the library would refuse.
 */
@ConfigurationProperties("polystore.atomic")
class AtomicFileProperties {

	/**
	 * Directory of the JSON documents, which is also the one that is cleaned up at start.
	 * A relative path starts at the working directory.
	 */
	private String directory = "data";

	@NestedConfigurationProperty
	private final LockProperties lock = new LockProperties();

	@NestedConfigurationProperty
	private final WriteProperties write = new WriteProperties();

	@NestedConfigurationProperty
	private final JsonProperties json = new JsonProperties();

	@NestedConfigurationProperty
	private final RecoveryProperties recovery = new RecoveryProperties();

	@NestedConfigurationProperty
	private final RetryProperties retry = new RetryProperties();

	@NestedConfigurationProperty
	private final CleanupProperties cleanup = new CleanupProperties();

	@NestedConfigurationProperty
	private final ProbeProperties probe = new ProbeProperties();

	@NestedConfigurationProperty
	private final WatchProperties watch = new WatchProperties();

	@NestedConfigurationProperty
	private final HealthProperties health = new HealthProperties();

	@NestedConfigurationProperty
	private final IntegrationProperties integration = new IntegrationProperties();

	public String getDirectory() {
		return this.directory;
	}

	public void setDirectory(String directory) {
		this.directory = requirePath(directory);
	}

	public LockProperties getLock() {
		return this.lock;
	}

	public WriteProperties getWrite() {
		return this.write;
	}

	public JsonProperties getJson() {
		return this.json;
	}

	public RecoveryProperties getRecovery() {
		return this.recovery;
	}

	public RetryProperties getRetry() {
		return this.retry;
	}

	public CleanupProperties getCleanup() {
		return this.cleanup;
	}

	public ProbeProperties getProbe() {
		return this.probe;
	}

	public WatchProperties getWatch() {
		return this.watch;
	}

	public HealthProperties getHealth() {
		return this.health;
	}

	public IntegrationProperties getIntegration() {
		return this.integration;
	}

	// Directories are no Path properties: Spring's conversion to one prefers what has
	// that name on the class path to what has it in the working directory
	static String requirePath(String path) {
		Assert.hasText(path, "a directory must not be empty");
		return Path.of(path).toString();
	}

	static @Nullable String optionalPath(@Nullable String path) {
		return StringUtils.hasText(path) ? requirePath(path) : null;
	}

}
