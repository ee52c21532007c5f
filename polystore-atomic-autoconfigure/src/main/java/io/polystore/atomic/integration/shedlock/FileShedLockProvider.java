package io.polystore.atomic.integration.shedlock;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.json.JsonFileRepository;
import net.javacrumbs.shedlock.core.ExtensibleLockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import tools.jackson.databind.json.JsonMapper;

/**
 * A {@link LockProvider} of ShedLock whose locks are JSON files, one per name, in one
 * directory. It needs no server.
 * <p>
 * A lock is a lease by time, as ShedLock has it: the file says until when it is locked,
 * by who, and since when; from that time on anybody may take it. The time is that of
 * ShedLock's {@link net.javacrumbs.shedlock.core.ClockProvider}. A lease is taken,
 * extended and given up by a comparison under the lock of the file, atomically and with
 * the durability of the given operations: of all threads and processes that share the
 * directory one gets it. It outlives its process, so that a task that died does not start
 * again before its {@code lockAtMostFor} is over, and one that has ended not before its
 * {@code lockAtLeastFor} is.
 * <p>
 * Each lease has a token: who gives up a lock, or extends it, after it has expired does
 * nothing to the lease that somebody else has by now. A lease that is over by the time
 * that it could be granted, because of a long wait for the file, is not granted.
 * <p>
 * What else can be expected:
 * <ul>
 * <li>A file that is no lease is a {@link io.polystore.atomic.json.CorruptJsonException},
 * and the lock is not taken: delete the file if nobody runs the task.</li>
 * <li>A failure of the file system is an {@link io.polystore.atomic.AtomicFileException},
 * and the task does not run; a lease that may have been stored for all that ends by
 * itself.</li>
 * <li>A file that is deleted is a lock that is free.</li>
 * </ul>
 * <p>
 * Thread-safe.
 *
 * @since 0.1
 */
public class FileShedLockProvider implements ExtensibleLockProvider {

	private final JsonFileRepository documents;

	/**
	 * Creates a provider.
	 * @param files the operations on files, whose durability and lock time-out hold here
	 * @param directory the directory of the files; need not exist yet
	 */
	public FileShedLockProvider(AtomicFileOperations files, Path directory) {
		Objects.requireNonNull(files, "'files' must not be null");
		Objects.requireNonNull(directory, "'directory' must not be null");
		// No mapper of the application: all who share the files must read the same in
		// them
		this.documents = new JsonFileRepository(files, JsonMapper.builder().build(), directory);
	}

	@Override
	public Optional<SimpleLock> lock(LockConfiguration lockConfiguration) {
		LeaseFile file = new LeaseFile(this.documents, lockConfiguration.getName());
		Lease lease = Lease.of(lockConfiguration);
		return file.grant(lease) ? Optional.of(new LeasedLock(lockConfiguration, file, lease)) : Optional.empty();
	}

	@Override
	public String toString() {
		return "FileShedLockProvider['%s']".formatted(this.documents.directory());
	}

}
