package io.polystore.atomic.integration.metadata;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.integration.metadata.ConcurrentMetadataStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store among real processes, some of which are killed.
 */
@Timeout(600)
class AtomicMetadataStoreProcessTests {

	private static final int KEYS = 200;

	@TempDir
	private Path root;

	private static List<String> inserted(ChildJvm child) {
		return child.linesAfter(MetadataStoreProcess.INSERTED);
	}

	@Test
	void ofTwoProcessesOneInsertsEachKey() {
		Map<String, String> winners = new HashMap<>();
		try (ChildJvm one = MetadataStoreProcess.start(this.root, "one", KEYS);
				ChildJvm two = MetadataStoreProcess.start(this.root, "two", KEYS)) {
			one.send("");
			two.send("");
			assertThat(List.of(one.awaitExit(), two.awaitExit())).containsOnly(0);
			inserted(one).forEach((key) -> winners.put(key, "one"));
			assertThat(inserted(two)).doesNotContainAnyElementsOf(winners.keySet());
			inserted(two).forEach((key) -> winners.put(key, "two"));
		}
		ConcurrentMetadataStore store = MetadataStoreProcess.store(this.root);
		assertThat(winners).hasSize(KEYS).allSatisfy((key, value) -> assertThat(store.get(key)).isEqualTo(value));
	}

	@Test
	void whatWasAcknowledgedSurvivesAKill() {
		int acknowledged = 0;
		for (int round = 1; round <= Suite.count(4, 40); round++) {
			Path directory = this.root.resolve("round-" + round);
			String last = MetadataStoreProcess.INSERTED + "key-" + round * 17;
			try (ChildJvm child = MetadataStoreProcess.start(directory, "value", Integer.MAX_VALUE)) {
				child.send("");
				child.awaitLine(last::equals);
				child.kill();
				ConcurrentMetadataStore store = MetadataStoreProcess.store(directory);
				assertThat(inserted(child)).isNotEmpty()
					.allSatisfy((key) -> assertThat(store.get(key)).isEqualTo("value"));
				assertThat(store.putIfAbsent("after", "the kill")).isNull();
				acknowledged += inserted(child).size();
			}
		}
		Suite.report("Killed metadata stores", Map.of("acknowledged", acknowledged, "lost", 0));
	}

}
