package io.polystore.atomic.update;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.write.TempNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What concurrent callers are told has an order in which one after the other would have
 * been told the same. Who was told that nothing happened tries again, so that every
 * operation has exactly one effect, whatever befell its callers.
 */
class PipelineLinearizabilityTests {

	@TempDir
	private Path directory;

	private void check(Class<?> subject, int scenarios, int invocations) throws Exception {
		try (ChildJvm child = ChildJvm
			.of(LinearizabilityCheck.class, subject.getName(), "" + this.directory, "" + scenarios, "" + invocations)
			.start()) {
			int code = child.awaitExit();
			assertThat(code).withFailMessage(() -> String.join("\n", child.lines())).isZero();
		}
		try (Stream<Path> left = Files.list(this.directory)) {
			assertThat(left).isNotEmpty().noneMatch((path) -> TempNames.isTemp(path.getFileName().toString()));
		}
	}

	@Test
	void callersWhoAreInterruptedOrInHasteDoNotDisturbTheOrder() throws Exception {
		check(NumberFile.class, 30, 50);
	}

	@Test
	void aDiskThatFailsDoesNotDisturbTheOrder() throws Exception {
		check(NumberOnBadDisk.class, 30, 12);
	}

	@Test
	void documentsHaveAnOrder() throws Exception {
		check(NumberDocument.class, 30, 25);
	}

}
