package io.polystore.atomic.core;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.MetadataPolicy;
import io.polystore.atomic.RetryOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.update.UpdateSettings;
import io.polystore.atomic.write.AtomicFileWriter;
import io.polystore.atomic.write.ReplaceSettings;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link AtomicFileTemplate}.
 * <p>
 * Every setter checks its range and returns this builder. Not thread-safe.
 *
 * @since 0.1
 */
public final class AtomicFileTemplateBuilder {

	/**
	 * What others who wait for a lock are told where no application name is set:
	 * {@value}.
	 */
	public static final String DEFAULT_APPLICATION_NAME = "application";

	private WriteOptions writeOptions = WriteOptions.defaults();

	private LockOptions lockOptions = LockOptions.defaults();

	private RetryOptions retry = RetryOptions.defaults();

	private FileLockProvider lockProvider = new FileChannelLockProvider();

	private @Nullable Path lockDirectory;

	private boolean allowMissingDirectoryForce;

	private String applicationName = DEFAULT_APPLICATION_NAME;

	private final List<AtomicFileListener> listeners = new ArrayList<>();

	AtomicFileTemplateBuilder() {
	}

	/**
	 * Sets how long to wait for a busy lock.
	 * @param timeout the time-out, from zero (one attempt) to
	 * {@link LockOptions#MAX_TIMEOUT}; {@link LockOptions#DEFAULT_TIMEOUT} by default
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder lockTimeout(Duration timeout) {
		this.lockOptions = this.lockOptions.withTimeout(timeout);
		return this;
	}

	/**
	 * Sets the longest pause between two attempts to take a lock that another process
	 * holds.
	 * @param pollInterval the interval, from one millisecond to one hour;
	 * {@link LockOptions#DEFAULT_POLL_INTERVAL} by default
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder lockPollInterval(Duration pollInterval) {
		this.lockOptions = this.lockOptions.withPollInterval(pollInterval);
		return this;
	}

	/**
	 * Sets the directory of the lock files of updates. It must be the same for all
	 * processes that share files, and on a file system of their host.
	 * @param lockDirectory the directory, or {@code null} to keep each lock file beside
	 * its file, as by default
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder lockDirectory(@Nullable Path lockDirectory) {
		this.lockDirectory = (lockDirectory != null) ? lockDirectory.toAbsolutePath() : null;
		return this;
	}

	/**
	 * Sets the kind of lock that excludes other processes. It should be the same for all
	 * templates of a JVM that share files: with two kinds these still exclude each other,
	 * but by polling, and no circle of waits is found.
	 * @param lockProvider the provider; a {@link FileChannelLockProvider} by default, a
	 * {@link io.polystore.atomic.lock.FlockProvider} where programs with flock(2) are to
	 * be excluded, too
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder lockProvider(FileLockProvider lockProvider) {
		this.lockProvider = Objects.requireNonNull(lockProvider, "'lockProvider' must not be null");
		return this;
	}

	/**
	 * Sets what a completed write survives.
	 * @param durability the durability; {@link WriteOptions#DEFAULT_DURABILITY} by
	 * default
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder durability(Durability durability) {
		this.writeOptions = this.writeOptions.withDurability(durability);
		return this;
	}

	/**
	 * Sets whether missing directories are created.
	 * @param createDirectories whether to create them;
	 * {@link WriteOptions#DEFAULT_CREATE_DIRECTORIES} by default
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder createDirectories(boolean createDirectories) {
		this.writeOptions = this.writeOptions.withCreateDirectories(createDirectories);
		return this;
	}

	/**
	 * Sets the permissions that every written file gets. Without this, as by default,
	 * files keep their permissions and new ones get what the umask leaves.
	 * @param permissions the permissions
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder permissions(Set<PosixFilePermission> permissions) {
		this.writeOptions = this.writeOptions.withPermissions(permissions);
		return this;
	}

	/**
	 * Sets what becomes of the metadata of files that are replaced.
	 * @param metadata what is preserved, required or ignored;
	 * {@link MetadataPolicy#defaults()} by default
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder metadata(MetadataPolicy metadata) {
		this.writeOptions = this.writeOptions.withMetadata(metadata);
		return this;
	}

	/**
	 * Sets whether {@link Durability#FULL} is accepted on file systems whose directories
	 * cannot be forced (those of Windows, and those in memory). A rename may be lost
	 * there in a power cut; the file is then whole, with its old content.
	 * @param allow whether to accept it; {@code false} by default: such a write is
	 * refused
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder allowMissingDirectoryForce(boolean allow) {
		this.allowMissingDirectoryForce = allow;
		return this;
	}

	/**
	 * Sets how input and output are tried again whose failure may pass.
	 * @param retry the options; {@link RetryOptions#defaults()} by default
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder retry(RetryOptions retry) {
		this.retry = Objects.requireNonNull(retry, "'retry' must not be null");
		return this;
	}

	/**
	 * Sets what others who wait for a lock are told.
	 * @param applicationName the name; {@link #DEFAULT_APPLICATION_NAME} by default
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder applicationName(String applicationName) {
		this.applicationName = Objects.requireNonNull(applicationName, "'applicationName' must not be null");
		return this;
	}

	/**
	 * Adds a listener. What it throws is logged and has no other effect.
	 * @param listener the listener
	 * @return this builder
	 */
	public AtomicFileTemplateBuilder listener(AtomicFileListener listener) {
		this.listeners.add(Objects.requireNonNull(listener, "'listener' must not be null"));
		return this;
	}

	/**
	 * Builds the template.
	 * @return a new template
	 */
	public AtomicFileTemplate build() {
		AtomicFileListener listener = SafeListener.of(this.listeners);
		AtomicFileWriter writer = new AtomicFileWriter(
				new ReplaceSettings(this.allowMissingDirectoryForce, this.retry, listener));
		Duration maxHold = this.lockProvider.excludesOtherHosts() ? UpdateSettings.MAX_HOLD_AMONG_HOSTS
				: UpdateSettings.DEFAULT_MAX_HOLD;
		return new AtomicFileTemplate(this.writeOptions, this.lockOptions, new UpdateSettings(writer, this.lockProvider,
				this.lockDirectory, this.applicationName, listener, maxHold));
	}

}
