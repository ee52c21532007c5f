package io.polystore.atomic.lock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import io.polystore.atomic.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * What this process tells others of itself.
 */
final class ProcessIdentity {

	private static final long PID = ProcessHandle.current().pid();

	private static final @Nullable Instant START = ProcessHandle.current().info().startInstant().orElse(null);

	private static final String HOST = host();

	private ProcessIdentity() {
	}

	static LockHolder holder(String application, Thread thread) {
		return new LockHolder(PID, START, HOST, application, thread.getName(), Instant.now());
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
