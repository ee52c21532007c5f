package io.polystore.atomic.testing;

import java.nio.file.Path;

import io.polystore.atomic.actuate.AtomicFilesHealthIndicator;
import io.polystore.atomic.json.JsonFileRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.polystore.atomic.testing.DocumentsAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "polystore.atomic.directory=target/whole/documents",
				"polystore.atomic.lock.directory=target/whole/locks", "polystore.atomic.watch.enabled=true" })
@AutoConfigureAtomicFiles
class AutoConfigureAtomicFilesTests {

	@Autowired
	private JsonFileRepository documents;

	@Autowired
	private Jobs jobs;

	@AfterAll
	static void nothingIsOnTheDisk() {
		assertThat(Path.of("target", "whole")).doesNotExist();
	}

	@RepeatedTest(2)
	void theWholeApplicationBeginsEachMethodWithAnEmptyDirectory(@Autowired StartMark mark) {
		assertThat(this.documents).hasOnlyDocuments();
		assertThat(this.jobs.countRun()).isOne();
		mark.run(null);
		assertThat(this.documents).hasOnlyDocuments("runs", "started");
	}

	@Test
	void healthIsThatOfTheDirectoryInMemory(@Autowired AtomicFilesHealthIndicator health) {
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);
	}

}
