package io.polystore.atomic.lock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.polystore.atomic.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * What this process tells others of itself.
 */
final class ProcessIdentity {

	private static final long PID = ProcessHandle.current().pid();

	static final @Nullable Instant START = ProcessHandle.current().info().startInstant().orElse(null);

	private static final String HOST = host();

	private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

	private ProcessIdentity() {
	}

	static LockHolder holder(String application, Thread thread) {
		return new LockHolder(PID, START, HOST, application, thread.getName(), Instant.now());
	}

	/**
	 * Whether that process may be alive, as far as one can tell: of another host, or
	 * container, one cannot.
	 */
	static boolean mayLive(LockHolder holder) {
		return !isOfThisHost(holder) || ProcessHandle.of(holder.pid())
			.filter((process) -> isSame(process, holder.processStart()))
			.isPresent();
	}

	/**
	 * Whether its pid means anything here, by the name of the host as a record has it.
	 */
	static boolean isOfThisHost(LockHolder holder) {
		return HolderRecord.name(HOST).equals(holder.host());
	}

	/**
	 * A pid may belong to another process by now. Start times are counted from a boot
	 * time that each process rounds for itself.
	 */
	private static boolean isSame(ProcessHandle process, @Nullable Instant start) {
		Instant present = process.info().startInstant().orElse(null);
		return start == null || present == null
				|| Duration.between(start, present).abs().compareTo(START_TOLERANCE) <= 0;
	}

	/**
	 * What is at hand first: a look-up of the own address may take seconds where the
	 * network is not set up well.
	 */
	private static String host() {
		try {
			return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
		}
		catch (IOException ex) {
			return hostWithoutKernel();
		}
	}

	private static String hostWithoutKernel() {
		for (String variable : new String[] { "HOSTNAME", "COMPUTERNAME" }) {
			String value = System.getenv(variable);
			if (value != null && !value.isBlank()) {
				return value;
			}
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

}
