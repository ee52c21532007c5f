package io.polystore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import org.awaitility.Awaitility;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The packaged jar in a container of its own, on a directory of the host.
 */
final class RunStateContainer extends GenericContainer<RunStateContainer> {

	private static final int PORT = 8080;

	private static final String JAR = "/run-state.jar";

	private static final String DATA = "/data";

	private final List<Network> further = new ArrayList<>();

	RunStateContainer(Path data) {
		super(DockerImageName.parse("eclipse-temurin:17-jre"));
		withCopyFileToContainer(MountableFile.forHostPath(Path.of(System.getProperty("packaged.jar"))), JAR);
		withFileSystemBind(data.toString(), DATA, BindMode.READ_WRITE);
		withEnv("POLYSTORE_ATOMIC_DIRECTORY", DATA);
		withEnv("SERVER_ADDRESS", "0.0.0.0");
		withCommand("java", "-XX:TieredStopAtLevel=1", "-jar", JAR);
		withExposedPorts(PORT);
		withCreateContainerCmdModifier((command) -> restrict(command, ownerOf(data)));
		waitingFor(Wait.forLogMessage(".*Started SampleApplication.*", 1).withStartupTimeout(Duration.ofMinutes(3)));
	}

	/** Adds a network to that of {@link #withNetwork(Network)}. */
	RunStateContainer alsoIn(Network network) {
		this.further.add(network);
		return this;
	}

	@Override
	protected void containerIsCreated(String containerId) {
		this.further.forEach((network) -> this.dockerClient.connectToNetworkCmd()
			.withContainerId(containerId)
			.withNetworkId(network.getId())
			.exec());
	}

	Api api() {
		return new Api(getMappedPort(PORT));
	}

	/**
	 * Waits until the application serves that was started again, on another port.
	 */
	Api awaitApi(Duration atMost) {
		Ports.Binding[] bindings = getCurrentContainerInfo().getNetworkSettings()
			.getPorts()
			.getBindings()
			.get(ExposedPort.tcp(PORT));
		Api api = new Api(Integer.parseInt(bindings[0].getHostPortSpec()));
		Awaitility.await()
			.atMost(atMost)
			.ignoreExceptions()
			.until(() -> api.get("/actuator/health/ping").statusCode() == 200);
		return api;
	}

	/**
	 * Nobody but this machine reaches the application, and what it writes belongs to
	 * whoever runs the test, who so can delete it.
	 */
	private static void restrict(CreateContainerCmd command, String owner) {
		command.withUser(owner);
		command.getHostConfig()
			.withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(PORT)));
	}

	private static String ownerOf(Path directory) {
		try {
			return "%d:%d".formatted(Files.getAttribute(directory, "unix:uid"),
					Files.getAttribute(directory, "unix:gid"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
