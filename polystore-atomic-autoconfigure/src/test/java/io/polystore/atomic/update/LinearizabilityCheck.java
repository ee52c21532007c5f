package io.polystore.atomic.update;

import java.nio.file.Path;

import io.polystore.atomic.lock.JvmLock;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets Lincheck look for operations whose results have no order, and fails if it finds
 * some.
 * <p>
 * In a JVM of its own, since Lincheck instruments every class that is loaded, and cannot
 * do so with some that other tests load. Only its stress mode knows what to do with real
 * files and threads of ours.
 */
final class LinearizabilityCheck {

	/** Lincheck itself creates what it checks. */
	private static Path directory;

	private LinearizabilityCheck() {
	}

	static Path directory() {
		return directory;
	}

	public static void main(String[] args) throws Exception {
		directory = Path.of(args[1]);
		StressOptions options = new StressOptions().sequentialSpecification(SequentialNumber.class)
			.iterations(Integer.parseInt(args[2]))
			.invocationsPerIteration(Integer.parseInt(args[3]))
			.threads(3)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(1);
		LinChecker.check(Class.forName(args[0]), options);
		assertThat(PersistentCallers.refusals()).isPositive();
		assertThat(Pipelines.count()).isZero();
		assertThat(JvmLock.count()).isZero();
	}

}
