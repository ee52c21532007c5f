package io.polystore.atomic.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CompareAndSetTests {

	private static final TypeReference<List<Integer>> NUMBERS = new TypeReference<>() {
	};

	@TempDir
	Path root;

	private JsonFileRepository documents;

	@BeforeEach
	void createDocuments() {
		this.documents = TestDocuments.in(this.root.resolve("documents"));
	}

	@Test
	void everyWayToSeeADocumentTellsTheSameVersion() {
		Version saved = this.documents.save("d", 1);
		assertThat(this.documents.findVersioned("d", Integer.class)).contains(new Versioned<>(1, saved));
		assertThat(this.documents.findVersioned("d", JsonNode.class).orElseThrow().version()).isEqualTo(saved);
		Versioned<Integer> updated = this.documents.updateVersioned("d", Integer.class, (current) -> current + 1);
		assertThat(this.documents.findVersioned("d", Integer.class)).contains(updated);
		assertThat(updated.version()).isNotEqualTo(saved);
	}

	@Test
	void absentMeansThatTheDocumentMustNotExist() {
		Version version = this.documents.save("d", 1, Version.ABSENT);
		assertConflict(Version.ABSENT, version, () -> this.documents.save("d", 2, Version.ABSENT));
		assertConflict(Version.ABSENT, version,
				() -> this.documents.update("d", Integer.class, Version.ABSENT, (current) -> 2));
		assertConflict(Version.ABSENT, version, () -> this.documents.delete("d", Version.ABSENT));
		assertThat(this.documents.find("d", Integer.class)).contains(1);
		assertThat(this.documents.update("new", Integer.class, Version.ABSENT, (current) -> {
			assertThat(current).isNull();
			return 3;
		})).isEqualTo(3);
		assertThat(this.documents.delete("never", Version.ABSENT)).isFalse();
		assertThat(this.documents.delete("sub/never", Version.ABSENT)).isFalse();
	}

	@Test
	void aVersionMeansThatTheDocumentMustBeAtIt() {
		Version first = this.documents.save("d", 1);
		Version second = this.documents.save("d", 2, first);
		assertConflict(first, second, () -> this.documents.save("d", 3, first));
		assertConflict(first, second, () -> this.documents.update("d", Integer.class, first, (current) -> 3));
		assertConflict(first, second, () -> this.documents.updateVersioned("d", NUMBERS, first, (current) -> current));
		assertConflict(first, second, () -> this.documents.delete("d", first));
		assertThat(this.documents.updateVersioned("d", Integer.class, second, (current) -> 3).value()).isEqualTo(3);
		assertThat(this.documents.delete("d", this.documents.findVersioned("d", Integer.class).orElseThrow().version()))
			.isTrue();
		assertConflict(first, Version.ABSENT, () -> this.documents.save("d", 1, first));
		assertConflict(first, Version.ABSENT, () -> this.documents.delete("d", first));
		assertConflict(first, Version.ABSENT, () -> this.documents.delete("sub/d", first));
		assertThat(this.documents.names()).isEmpty();
	}

	private void assertConflict(Version expected, Version actual, Callable<?> operation) {
		assertThatExceptionOfType(VersionConflictException.class).isThrownBy(operation::call)
			.satisfies((ex) -> assertThat(ex.expected()).isEqualTo(expected))
			.satisfies((ex) -> assertThat(ex.actual()).isEqualTo(actual))
			.withMessageContaining(expected.toString())
			.withMessageContaining(actual.toString());
	}

	@Test
	void aVersionThatComesBackPasses() {
		Version first = this.documents.save("d", 1);
		this.documents.save("d", 2);
		this.documents.save("d", 1);
		this.documents.save("d", 3, first);
		this.documents.delete("d");
		this.documents.save("d", 1);
		assertThat(this.documents.delete("d", first)).isTrue();
	}

	@Test
	void theChangeIsNotCalledAfterAConflict() {
		this.documents.save("d", 1);
		assertThatExceptionOfType(VersionConflictException.class)
			.isThrownBy(() -> this.documents.update("d", Integer.class, Version.ABSENT, (current) -> {
				throw new AssertionError("called");
			}));
	}

	@Test
	void ofThreadsThatCreateOneDocumentExactlyOneSucceeds() throws Exception {
		for (int round = 0; round < 20; round++) {
			String name = "d" + round;
			Set<Integer> winners = ConcurrentHashMap.newKeySet();
			Workers.run(8, (worker) -> {
				try {
					this.documents.save(name, worker, Version.ABSENT);
					winners.add(worker);
				}
				catch (VersionConflictException ex) {
					assertThat(ex.expected()).isEqualTo(Version.ABSENT);
				}
			});
			assertThat(winners).hasSize(1).contains(this.documents.find(name, Integer.class).orElseThrow());
		}
	}

	@Test
	void threadsThatRepeatAfterAConflictLoseNothing() throws Exception {
		int threads = 6;
		int rounds = 20;
		this.documents.save("d", List.of());
		Workers.run(threads, (worker) -> {
			for (int round = 0; round < rounds; round++) {
				add(worker * rounds + round);
			}
		});
		assertThat(this.documents.find("d", NUMBERS).orElseThrow()).hasSize(threads * rounds).doesNotHaveDuplicates();
	}

	private void add(int number) {
		while (true) {
			Versioned<List<Integer>> found = this.documents.findVersioned("d", NUMBERS).orElseThrow();
			found.value().add(number);
			try {
				this.documents.save("d", found.value(), found.version());
				return;
			}
			catch (VersionConflictException ex) {
				assertThat(ex.actual()).isNotEqualTo(found.version());
			}
		}
	}

}
