package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.FaultyFileSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody moves a link in that leads out of the directory, while operations run.
 */
class MovedLinkTests {

	private static final int SECRET = 4711;

	@TempDir
	private Path root;

	private int round;

	private Path outside;

	private Path directory;

	/** Locks lie elsewhere: they have no content, but it is a file all the same. */
	private JsonFileRepository documents(FaultyFileSystem fileSystem) {
		Path base = fileSystem.path(this.directory);
		AtomicFileTemplate files = AtomicFileTemplate.builder()
			.lockDirectory(fileSystem.path(this.root.resolve("locks")))
			.build();
		return new JsonFileRepository(files, JsonMapper.builder().build(), base);
	}

	private void layOut() throws IOException {
		Path top = Files.createDirectory(this.root.resolve("round-" + this.round++));
		this.outside = Files.createDirectory(top.resolve("outside"));
		Files.writeString(this.outside.resolve("d.json"), String.valueOf(SECRET));
		this.directory = Files.createDirectory(top.resolve("documents"));
		Files.createDirectory(this.directory.resolve("sub"));
		Files.writeString(this.directory.resolve("d.json"), "1");
		Files.writeString(this.directory.resolve("sub/d.json"), "1");
	}

	/** As quick as a rename: there is always something. */
	private void moveIn(String name, Path target) throws IOException {
		Path place = this.directory.resolve(name);
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), target);
		if (Files.isDirectory(place)) {
			Files.move(place, this.directory.resolve("away"));
		}
		Files.move(link, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	@ParameterizedTest
	@EnumSource
	void noLinkInTheDocumentsPlaceLeadsOut(Operation operation) throws IOException {
		assertThatNothingLeavesAtAnyCall(operation, "d", "d.json", "d.json");
	}

	@ParameterizedTest
	@EnumSource
	void noLinkInADirectorysPlaceLeadsOut(Operation operation) throws IOException {
		assertThatNothingLeavesAtAnyCall(operation, "sub/d", "sub", "");
	}

	private void assertThatNothingLeavesAtAnyCall(Operation operation, String name, String place, String target)
			throws IOException {
		int reached = 0;
		for (int call = 0; call == reached; call++) {
			layOut();
			DirectorySnapshot before = DirectorySnapshot.of(this.outside);
			AtomicInteger calls = new AtomicInteger();
			int movedAt = call;
			FaultyFileSystem fileSystem = new FaultyFileSystem();
			JsonFileRepository documents = documents(fileSystem);
			// a delete has nothing but a name, and trusts the look that comes before it
			fileSystem.faults().when((any) -> !any.operation().equals("delete")).always().before(() -> {
				if (calls.getAndIncrement() == movedAt) {
					moveIn(place, this.outside.resolve(target));
				}
			});
			Optional<Object> answer = answer(operation, documents, name);
			assertThat(answer).as("answer when it moves before call %d", call).isNotEqualTo(Optional.of(SECRET));
			assertThat(DirectorySnapshot.of(this.outside)).as("outside when it moves before call %d", call)
				.isEqualTo(before);
			reached = Math.min(calls.get(), call + 1);
		}
		assertThat(reached).as("calls").isGreaterThan(1);
	}

	private static Optional<Object> answer(Operation operation, JsonFileRepository documents, String name) {
		try {
			return Optional.ofNullable(operation.run(documents, name));
		}
		catch (AtomicFileException ex) {
			return Optional.empty();
		}
	}

	@Test
	void noLinkThatComesAndGoesInADocumentsPlaceLeadsOut() throws Exception {
		layOut();
		DirectorySnapshot before = DirectorySnapshot.of(this.outside);
		JsonFileRepository documents = TestDocuments.in(this.directory);
		AtomicBoolean over = new AtomicBoolean();
		Background<Integer> attacker = Background.named("attacker", () -> {
			int moves = 0;
			for (; !over.get(); moves++) {
				moveIn("d.json", this.outside.resolve("d.json"));
				Path document = Files.writeString(this.directory.resolve("next"), "1");
				Files.move(document, this.directory.resolve("d.json"), StandardCopyOption.ATOMIC_MOVE);
			}
			return moves;
		});
		for (int i = 0; i < 300; i++) {
			for (Operation operation : Operation.values()) {
				assertThat(answer(operation, documents, "d")).isNotEqualTo(Optional.of(SECRET));
			}
		}
		over.set(true);
		assertThat(attacker.join()).isPositive();
		assertThat(DirectorySnapshot.of(this.outside)).isEqualTo(before);
	}

	/**
	 * What an application may be doing.
	 */
	private enum Operation {

		FIND((documents, name) -> documents.find(name, Integer.class).orElse(null)),

		SAVE((documents, name) -> documents.save(name, 2).toString()),

		UPDATE((documents, name) -> documents.update(name, Integer.class, () -> 0, (current) -> current + 1) - 1),

		LOOK((documents, name) -> documents.update(name, Integer.class, () -> 0, (current) -> current)),

		DELETE((documents, name) -> documents.delete(name));

		private final BiFunction<JsonFileRepository, String, @Nullable Object> body;

		Operation(BiFunction<JsonFileRepository, String, @Nullable Object> body) {
			this.body = body;
		}

		@Nullable Object run(JsonFileRepository documents, String name) {
			return this.body.apply(documents, name);
		}

	}

}
