package io.polystore.sample;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.ContainerNetwork;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * What can happen to a container.
 */
final class Fault {

	private final DockerClient docker;

	private final GenericContainer<?> container;

	Fault(GenericContainer<?> container) {
		this.docker = container.getDockerClient();
		this.container = container;
	}

	/** Ends it as {@code kill -9} does. */
	void kill() {
		this.docker.killContainerCmd(id()).exec();
	}

	/** Starts it with the files that it had. */
	void startAgain() {
		this.docker.startContainerCmd(id()).exec();
	}

	/**
	 * Stops its time: its processes run no further, its connections stay. Docker gives up
	 * now and then if one of them is busy with the disk.
	 */
	void pause() {
		Awaitility.await()
			.atMost(FaultRounds.PATIENCE)
			.ignoreException(InternalServerErrorException.class)
			.until(() -> {
				this.docker.pauseContainerCmd(id()).exec();
				return true;
			});
	}

	void unpause() {
		this.docker.unpauseContainerCmd(id()).exec();
	}

	void disconnectFrom(Network network) {
		this.docker.disconnectFromNetworkCmd()
			.withContainerId(id())
			.withNetworkId(network.getId())
			.withForce(true)
			.exec();
	}

	void connectTo(Network network) {
		this.docker.connectToNetworkCmd()
			.withContainerId(id())
			.withNetworkId(network.getId())
			.withContainerNetwork(new ContainerNetwork())
			.exec();
	}

	private String id() {
		return this.container.getContainerId();
	}

}
