package io.polystore.atomic.testing;

import io.polystore.atomic.json.JsonFileRepository;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static io.polystore.atomic.testing.DocumentsAssert.assertThat;

@AtomicFilesTest
@Import(Jobs.class)
class JobsTests {

	@Test
	void runsAreCounted(@Autowired Jobs jobs, @Autowired JsonFileRepository documents) {
		jobs.countRun();
		jobs.countRun();
		assertThat(documents).hasOnlyDocuments("runs")
			.hasDocumentEqualTo("runs", new Jobs.Runs(2))
			.hasNoTemporaryFiles();
	}

}
