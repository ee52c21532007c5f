package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.polystore.atomic.test.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The processes of an application on one host elect their leader by a lock registry on
 * files, without any server.
 */
class LeaderElectionTests {

	@TempDir
	private Path directory;

	/** Started, and either leads or waits. */
	private ChildJvm start() {
		ChildJvm application = ChildJvm
			.of(LeadingApplication.class, "--polystore.atomic.directory=" + this.directory,
					"--polystore.atomic.integration.lock-registry.enabled=true")
			.start();
		application.awaitLine("started: true"::equals);
		return application;
	}

	private static ChildJvm leader(ChildJvm application) {
		application.awaitLine("leads"::equals);
		return application;
	}

	private static List<String> words(ChildJvm application) {
		return application.lines().stream().filter((line) -> line.startsWith("leads")).toList();
	}

	@Test
	void anotherLeadsAsSoonAsTheLeaderIsKilled() {
		try (ChildJvm leader = leader(start()); ChildJvm next = start()) {
			assertThat(words(next)).isEmpty();
			leader.kill();
			leader(next);
			assertThat(words(leader)).containsExactly("leads");
		}
	}

	@Test
	void aLeaderThatEndsMakesWay() {
		try (ChildJvm leader = leader(start()); ChildJvm next = start()) {
			assertThat(words(next)).isEmpty();
			leader.send("end");
			leader(next);
			assertThat(leader.awaitExit()).isZero();
			assertThat(words(leader)).containsExactly("leads", "leads no more");
		}
	}

	/** Which it would not notice if its heartbeat asked its own memory only. */
	@Test
	void aLeaderThatLostItsLockLeadsNoMore() throws IOException {
		try (ChildJvm leader = leader(start())) {
			try (Stream<Path> lockFiles = Files.list(this.directory.resolve(".locks"))) {
				Files.delete(lockFiles.findFirst().orElseThrow());
			}
			leader.awaitLine("leads no more"::equals);
		}
	}

}
