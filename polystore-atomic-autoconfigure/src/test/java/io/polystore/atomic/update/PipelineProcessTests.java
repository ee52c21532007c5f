package io.polystore.atomic.update;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.write.StaleTempSweeper;
import io.polystore.atomic.write.TempNames;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several JVMs update one document, and one of them dies.
 */
@Timeout(600)
class PipelineProcessTests {

	/** In how many rounds a process is killed. */
	private static final int ROUNDS = Integer.getInteger("polystore.atomic.test.kill-rounds", 2);

	private static final int PROCESSES = 4;

	private static final int THREADS = 8;

	private static final int UPDATES = 100;

	private final List<ChildJvm> children = new ArrayList<>();

	@TempDir
	private Path directory;

	@AfterEach
	void stop() {
		this.children.forEach(ChildJvm::close);
	}

	@Test
	void theDeathOfAProcessCostsNoAcknowledgedUpdate() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			Path file = this.directory.resolve("document-" + round);
			start(file, "locked");
			ChildJvm victim = this.children.get(round % PROCESSES);
			int before = 100 + round * 29 % 400;
			Awaitility.await()
				.atMost(Duration.ofSeconds(100))
				.pollInterval(Duration.ofMillis(10))
				.until(() -> ids(victim, "done").size() >= before);
			victim.kill();
			for (ChildJvm child : this.children) {
				assertThat(child.awaitExit()).as("%s", child).isEqualTo((child == victim) ? 137 : 0);
			}
			assertThat(ids(victim, "done")).hasSizeLessThan(THREADS * UPDATES);
			assertThat(violations(file)).isEmpty();
			assertThatNoTempIsLeft();
			this.children.clear();
		}
	}

	/** So that the test above is seen to find what it looks for. */
	@Test
	void withoutTheLockBetweenProcessesUpdatesAreLost() throws Exception {
		Path file = this.directory.resolve("document");
		start(file, "unlocked");
		for (ChildJvm child : this.children) {
			assertThat(child.awaitExit()).isZero();
		}
		assertThat(violations(file)).anyMatch((violation) -> violation.startsWith("lost"));
	}

	private void start(Path file, String locks) {
		for (int i = 0; i < PROCESSES; i++) {
			this.children
				.add(ChildJvm.of(UpdatingProcess.class, file.toString(), "p" + i, "" + THREADS, "" + UPDATES, locks)
					.start());
		}
		this.children.forEach((child) -> child.awaitLine("ready"::equals));
		this.children.forEach((child) -> child.send("go"));
	}

	private static Set<String> ids(ChildJvm child, String what) {
		Set<String> ids = new HashSet<>();
		for (String line : child.lines()) {
			String[] words = line.split(" ");
			if (words.length == 3 && words[0].equals(what) && words[2].equals(".")) {
				ids.add(words[1]);
			}
		}
		return ids;
	}

	private List<String> violations(Path file) throws Exception {
		List<String> violations = new ArrayList<>();
		List<String> stored = UpdateHistory.ids(Files.readAllBytes(file));
		Set<String> once = new HashSet<>();
		stored.stream().filter((id) -> !once.add(id)).forEach((id) -> violations.add("twice " + id));
		Set<String> sent = new HashSet<>();
		for (ChildJvm child : this.children) {
			sent.addAll(ids(child, "sent"));
			Set<String> done = ids(child, "done");
			done.stream().filter((id) -> !once.contains(id)).forEach((id) -> violations.add("lost " + id));
			Set<String> unacknowledged = ids(child, "sent");
			unacknowledged.retainAll(once);
			unacknowledged.removeAll(done);
			Set<String> threads = new HashSet<>();
			unacknowledged.stream()
				.filter((id) -> !threads.add(id.substring(0, id.lastIndexOf('-'))))
				.forEach((id) -> violations.add("second of its thread without an answer " + id));
		}
		once.stream().filter((id) -> !sent.contains(id)).forEach((id) -> violations.add("never sent " + id));
		return violations;
	}

	private void assertThatNoTempIsLeft() throws Exception {
		new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP).sweep(this.directory);
		try (Stream<Path> left = Files.list(this.directory)) {
			assertThat(left).noneMatch((path) -> TempNames.isTemp(path.getFileName().toString()));
		}
	}

}
