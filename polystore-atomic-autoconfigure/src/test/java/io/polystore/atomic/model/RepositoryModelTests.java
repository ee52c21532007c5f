package io.polystore.atomic.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.test.Suite;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is asked of repositories in whatever order, whoever interferes and wherever a
 * process ends: answers and files are those of the {@link RepositoryModel}, step by step.
 */
@Tag("models")
class RepositoryModelTests {

	private static final ModelCounts COUNTS = new ModelCounts();

	/** Tells of every lock file that a crash kept from being closed. */
	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(JvmLock.class);

	private ModelledRepository repository;

	@BeforeContainer
	static void silence() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterContainer
	static void speak() {
		LOGGER.setLevel(null);
	}

	@Property
	@AddLifecycleHook(FormOfSuite.class)
	void everySequenceGoesAsInTheModel(@ForAll("sequences") ActionChain<ModelledRepository> sequence) {
		sequence.run();
		COUNTS.sequence();
	}

	@AfterTry
	void removeFiles() throws IOException {
		FileSystemUtils.deleteRecursively(this.repository.root());
	}

	@AfterContainer
	static void report() {
		Map<String, Object> figures = new LinkedHashMap<>(Map.of("seed", Seed.VALUE));
		figures.putAll(COUNTS.figures());
		Suite.report("Model", figures);
		// a failure has counted other sequences, and says enough
		if (COUNTS.sequences() == FormOfSuite.tries()) {
			checkThatAllWasSeen();
		}
	}

	private static void checkThatAllWasSeen() {
		assertThat(COUNTS.answers()).containsKeys("value", "none", "true", "false", "outsider", "CorruptJsonException",
				"DocumentTooLargeException", "InvalidDocumentNameException", "JsonFileException",
				"NullDocumentException", "RefusalException", "UnknownPropertyException", "VersionConflictException");
		assertThat(COUNTS.committed()).isBetween(1, COUNTS.crashes() - 1);
		assertThat(COUNTS.leftTemps()).isPositive();
	}

	private ModelledRepository begin() {
		try {
			this.repository = new ModelledRepository(Files.createTempDirectory("model").toRealPath(), COUNTS);
			return this.repository;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Provide
	Arbitrary<ActionChain<ModelledRepository>> sequences() {
		return ActionChain.startWith(this::begin)
			.withAction(12, perform())
			.withAction(4, interfere())
			.withAction(4, cut())
			.withAction(1, restart())
			.withMaxTransformations(40);
	}

	private static Action.Independent<ModelledRepository> perform() {
		return () -> Operation.any()
			.map((operation) -> Transformer.mutate(operation.toString(), (real) -> real.perform(operation)));
	}

	private static Action.Independent<ModelledRepository> interfere() {
		return () -> Outsider.any()
			.map((outsider) -> Transformer.mutate(outsider.toString(), (real) -> real.interfere(outsider)));
	}

	private static Action.Independent<ModelledRepository> cut() {
		return () -> Combinators.combine(Operation.changing(), Cut.any())
			.as((operation, cut) -> Transformer.mutate(cut + " of " + operation, (real) -> real.cut(operation, cut)));
	}

	private static Action.Independent<ModelledRepository> restart() {
		return Action.just(Transformer.mutate("restart", ModelledRepository::restart));
	}

}
