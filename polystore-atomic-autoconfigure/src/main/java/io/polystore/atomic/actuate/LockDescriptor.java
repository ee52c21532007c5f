package io.polystore.atomic.actuate;

import java.util.List;

import io.polystore.atomic.lock.LockStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A lock, as {@link AtomicFilesEndpoint} shows it.
 *
 * @param file the lock file, relative to the directory
 * @param held whether somebody holds it
 * @param here whether that is a thread of this application
 * @param holder who does, if that is known
 * @param waiters the threads of this JVM that wait for it, the longest wait first
 * @since 0.1
 */
public record LockDescriptor(String file, boolean held, boolean here, @Nullable HolderDescriptor holder,
		List<WaiterDescriptor> waiters) implements OperationResponseBody {

	static LockDescriptor of(String file, LockStatus status) {
		HolderDescriptor holder = (status.holder() != null) ? HolderDescriptor.of(status.holder()) : null;
		return new LockDescriptor(file, status.held(), status.here(), holder,
				status.waiters().stream().map(WaiterDescriptor::of).toList());
	}

}
