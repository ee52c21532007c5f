package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.polystore.atomic.test.Suite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever goes wrong at whatever call of an operation, and whatever goes wrong after
 * that: what the caller is told is true, and nothing is left behind.
 */
@Tag("faults")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class FaultMatrixTests {

	/** {@code -Dpolystore.atomic.test.seed=} repeats the sample of the short form. */
	private static final long SEED = Long.getLong("polystore.atomic.test.seed", System.nanoTime());

	private static final int PAIRS = Suite.count(40, Integer.MAX_VALUE);

	private static final Figures FIGURES = new Figures();

	private Path directory;

	@BeforeAll
	static void keepTheLogQuiet() {
		System.out.printf("Faults: -Dpolystore.atomic.test.seed=%d%n", SEED);
		QuietLog.begin();
	}

	@AfterAll
	static void report() {
		QuietLog.end();
		Suite.report("Faults", FIGURES.figures());
	}

	@BeforeEach
	void createDirectory() throws IOException {
		Assumptions.assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"),
				"the states are compared by the attributes of Unix");
		this.directory = MemoryDirectory.create();
	}

	@AfterEach
	void deleteDirectory() throws IOException {
		Matrix.delete(this.directory);
	}

	static Stream<Operation> operations() {
		return Operations.all().stream();
	}

	@ParameterizedTest
	@MethodSource("operations")
	void whateverGoesWrongTheCallerIsToldTheTruth(Operation operation) throws IOException {
		try (Matrix matrix = new Matrix(operation, this.directory, FIGURES)) {
			List<Run> singles = matrix.singles();
			matrix.pairs(singles, PAIRS, new Random(SEED));
			matrix.sweep();
			FIGURES.violations(matrix.violations().size());
			assertThat(matrix.violations()).isEmpty();
		}
	}

	@Test
	void alsoOfAFileThatBelongsToAnother() throws IOException {
		Assumptions.assumeTrue(Files.getAttribute(this.directory, "unix:uid").equals(0), "only root gives files away");
		whateverGoesWrongTheCallerIsToldTheTruth(Operations.writingOverAnothersFile());
	}

}
