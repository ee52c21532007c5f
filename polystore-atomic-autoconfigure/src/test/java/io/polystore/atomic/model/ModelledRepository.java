package io.polystore.atomic.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.model.Cut.Ending;
import io.polystore.atomic.model.Operation.Kind;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.write.StaleTempSweeper;
import io.polystore.atomic.write.TempNames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The real repositories and their model, which must agree after every step.
 */
final class ModelledRepository {

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	private final Path root;

	private final Path directory;

	private final ModelCounts counts;

	private final DirectorySnapshot outside;

	private DocumentTree tree = new DocumentTree();

	private Repositories repositories;

	ModelledRepository(Path root, ModelCounts counts) throws IOException {
		this.root = root;
		this.directory = root.resolve("documents");
		this.counts = counts;
		Files.createDirectory(this.directory);
		Files.createDirectory(root.resolve("outside"));
		Files.writeString(root.resolve("outside/kept.json"), StoredDocument.written(Item.of(1), false).content());
		Files.writeString(root.resolve("outside/1.json"), StoredDocument.written(Item.of(1), false).content());
		this.outside = DirectorySnapshot.of(root.resolve("outside"));
		this.repositories = Repositories.over(this.directory, Durability.NONE);
	}

	Path root() {
		return this.root;
	}

	void perform(Operation operation) {
		Version expected = model().expected(operation);
		String answer = real(operation, expected);
		assertThat(answer).as(operation.toString()).isEqualTo(model().answer(operation));
		this.counts.action(answer);
		check();
	}

	void interfere(Outsider outsider) {
		try {
			outsider.act(this.directory, this.tree);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		this.counts.action("outsider");
		check();
	}

	/** Another process goes on, which first clears away what the last one left. */
	void restart() {
		new StaleTempSweeper(StaleTempSweeper.DEFAULT_MAX_AGE, AtomicFileListener.NO_OP).sweep(this.directory);
		this.repositories = Repositories.over(this.directory, Durability.NONE);
		this.counts.action("restart");
		check();
	}

	void cut(Operation operation, Cut cut) {
		boolean reallyGone = this.counts.mayHalt();
		Version expected = model().expected(operation);
		Ending ending = reallyGone ? cut.inAnotherProcess(this.directory, operation, expected)
				: cut.inThisProcess(this.directory, operation, expected);
		DocumentTree after = this.tree.copy();
		String promised = new RepositoryModel(after).answer(operation);
		String what = "%s cut at %s: %s".formatted(operation, cut, ending);
		boolean isOld = contents().equals(contents(this.tree));
		boolean isNew = contents().equals(contents(after));
		assertThat(isOld || isNew).as("%s; %s is neither %s nor %s", what, contents(), this.tree, after).isTrue();
		assertThatNoException().as(what).isThrownBy(() -> checkWhatWasTold(ending, promised, isOld, isNew));
		if (ending.cut()) {
			this.counts.crash(reallyGone, isNew && !isOld, hasTemps());
		}
		this.tree = isOld ? this.tree : after;
		restart();
	}

	/** Who cannot even look any more says {@code COMMITTED_DURABILITY_UNKNOWN}. */
	private static void checkWhatWasTold(Ending ending, String promised, boolean isOld, boolean isNew) {
		if (!ending.cut()) {
			assertThat(ending.answer()).isEqualTo(promised);
		}
		if (promised.equals(ending.answer())) {
			assertThat(isNew).isTrue();
		}
		else if (ending.answer() != null && !ending.answer().equals(Outcome.COMMITTED_DURABILITY_UNKNOWN.name())) {
			assertThat(isOld).isTrue();
		}
	}

	private RepositoryModel model() {
		return new RepositoryModel(this.tree);
	}

	private String real(Operation operation, Version expected) {
		return new RealCall(this.repositories.get(operation.view()), operation, expected).answer();
	}

	private void check() {
		this.counts.state(this.tree);
		for (View view : View.values()) {
			checkAnswer(new Operation(Kind.NAMES, view, "", 1, Expected.ANY));
		}
		for (String name : Operation.NAMES) {
			checkAnswer(new Operation(Kind.FIND, View.FIRST, name, 1, Expected.ANY));
		}
		assertThat(contents()).isEqualTo(contents(this.tree));
		assertThat(hasTemps()).isFalse();
		assertThat(this.root)
			.isDirectoryNotContaining((path) -> !path.endsWith("documents") && !path.endsWith("outside"));
		assertThat(DirectorySnapshot.of(this.root.resolve("outside"))).isEqualTo(this.outside);
		checkNothingIsHeld();
	}

	private void checkAnswer(Operation question) {
		assertThat(real(question, null)).as(question.toString()).isEqualTo(model().answer(question));
	}

	private void checkNothingIsHeld() {
		assertThat(JvmLock.count()).isZero();
		try {
			assertThat(Files.isDirectory(DESCRIPTORS) ? OpenFiles.under(this.root) : "").asString().isIn("[]", "");
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private boolean hasTemps() {
		return files().anyMatch((path) -> TempNames.isTemp(path.getFileName().toString()));
	}

	/** The documents as they are, beside them only locks and what a crash has left. */
	private Map<String, String> contents() {
		Map<String, String> contents = new TreeMap<>();
		files().filter((path) -> !isAside(path.getFileName().toString()))
			.forEach((path) -> contents.put(this.directory.relativize(path).toString(), content(path)));
		return contents;
	}

	private static boolean isAside(String fileName) {
		return fileName.endsWith(".json.lock") || TempNames.isTemp(fileName);
	}

	private static Map<String, String> contents(DocumentTree tree) {
		Map<String, String> contents = new TreeMap<>();
		tree.files()
			.forEach((path, document) -> contents.put(path + ".json",
					document.isFile() ? document.content() : "directory"));
		return contents;
	}

	private Stream<Path> files() {
		try (Stream<Path> paths = Files.walk(this.directory)) {
			return paths.filter((path) -> path.toString().endsWith(".json") || Files.isRegularFile(path))
				.filter((path) -> !Files.isSymbolicLink(path))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String content(Path path) {
		try {
			return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "directory" : Files.readString(path);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public String toString() {
		return this.tree.toString();
	}

}
