package io.polystore.atomic.actuate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockStatus;
import io.polystore.atomic.probe.ProbeReports;
import io.polystore.atomic.update.PipelineStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint @Endpoint} that shows who holds and who waits for which lock, and which
 * files are being updated.
 * <p>
 * It changes nothing. Files are named relative to the directory, and nothing outside of
 * it can be asked for; of what this JVM uses elsewhere only the last part of the name is
 * shown. What is shown is of this copy of the library: that of another class loader shows
 * its own. Thread-safe.
 *
 * @since 0.1
 */
@Endpoint(id = "atomicfiles")
public class AtomicFilesEndpoint {

	private static final String LOCK_SUFFIX = ".lock";

	private final AtomicFileTemplate files;

	private final FileNames names;

	private final LastSweep lastSweep;

	private final ProbeReports probes;

	/**
	 * Creates an endpoint.
	 * @param files the template whose locks and settings are shown
	 * @param directory the directory of the documents
	 * @param lastSweep knows of the last sweep
	 * @param probes the reports on the directories
	 */
	public AtomicFilesEndpoint(AtomicFileTemplate files, Path directory, LastSweep lastSweep, ProbeReports probes) {
		this.files = files;
		this.names = new FileNames(directory, files.lockDirectory());
		this.lastSweep = lastSweep;
		this.probes = probes;
	}

	/**
	 * Returns what is going on in this JVM.
	 * @return the locks in use, the files being updated, the settings, and what was found
	 * out about the directories
	 */
	@ReadOperation
	public AtomicFilesDescriptor atomicFiles() {
		List<LockDescriptor> locks = LockStatus.inUse().stream().map(this::describe).toList();
		List<PipelineDescriptor> pipelines = PipelineStatus.inUse()
			.stream()
			.map((pipeline) -> PipelineDescriptor.of(this.names.of(pipeline.file()), pipeline))
			.toList();
		return new AtomicFilesDescriptor(locks, pipelines, ConfigurationDescriptor.of(this.files), this.lastSweep.get(),
				this.probes.all().stream().map(ProbeDescriptor::of).toList());
	}

	/**
	 * Returns who holds the lock of one file, in whichever process.
	 * @param file the name of the file relative to the directory, in its parts; a name
	 * that ends in {@code .lock} is that lock file, any other is a file that is updated
	 * @return the lock, or {@code null} if there is no such directory
	 */
	@ReadOperation
	public @Nullable LockDescriptor lock(@Selector(match = Selector.Match.ALL_REMAINING) String[] file) {
		Path path = resolve(String.join("/", file));
		Path parent = path.getParent();
		return (parent != null && Files.isDirectory(parent)) ? describe(status(path)) : null;
	}

	private LockStatus status(Path path) {
		boolean isLock = path.getFileName().toString().endsWith(LOCK_SUFFIX);
		return isLock ? this.files.lockStatus(path) : this.files.lockStatusFor(path);
	}

	private Path resolve(String name) {
		Path path = this.names.resolve(name);
		if (path == null) {
			throw new InvalidEndpointRequestException("'%s' does not lie in the directory".formatted(name),
					"'file' must be the name of a file, relative to the directory and inside of it");
		}
		return path;
	}

	private LockDescriptor describe(LockStatus status) {
		return LockDescriptor.of(this.names.of(status.file()), status);
	}

}
