package io.polystore.atomic.bench.rival;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.integration.registry.RegistryLockProvider;
import io.polystore.atomic.integration.registry.RegistryLockSettings;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.integration.redis.util.RedisLockRegistry;

/**
 * A Redis of this benchmark's own, and how a host uses it.
 */
public final class Redis implements Closeable {

	/** What the sample application waits, too. */
	private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

	private static final String PORT = "bench.redis-port";

	private final Process process;

	private final int port;

	private Redis(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts a server that forgets everything when it ends.
	 * @return the server, or empty if there is no such program
	 */
	public static Optional<Redis> start(Path directory) throws IOException, InterruptedException {
		if (!Tools.isPresent("redis-server")) {
			return Optional.empty();
		}
		int port = freePort();
		Path log = Files.createDirectories(directory).resolve("redis.log");
		List<String> command = List.of("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1",
				"--save", "", "--dir", directory.toString());
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Redis redis = new Redis(process, port);
		while (!Files.readString(log).contains("Ready to accept connections")) {
			redis.requireAlive(log);
			Thread.sleep(10);
		}
		return Optional.of(redis);
	}

	private void requireAlive(Path log) throws IOException {
		if (!this.process.isAlive()) {
			throw new IOException("Redis does not start: " + Files.readString(log));
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Returns the option that lets another JVM find it.
	 */
	public String option() {
		return "-D" + PORT + "=" + this.port;
	}

	static RedisLockRegistry registry() {
		LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", Integer.getInteger(PORT));
		connections.afterPropertiesSet();
		connections.start();
		RedisLockRegistry registry = new RedisLockRegistry(connections, "bench");
		registry.setIdleBetweenTries(POLL_INTERVAL);
		return registry;
	}

	static AtomicFileTemplate files() {
		return AtomicFileTemplate.builder()
			.lockProvider(new RegistryLockProvider(registry(), RegistryLockSettings.defaults()))
			.lockPollInterval(POLL_INTERVAL)
			.build();
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
