package io.polystore.atomic.testing;

import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

import static io.polystore.atomic.testing.DocumentsAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings for a disk are on the way, as in the configuration of an application.
 */
@AtomicFilesTest(properties = { "polystore.atomic.directory=target/slice/documents",
		"polystore.atomic.lock.directory=target/slice/locks", "polystore.atomic.recovery.keep-versions=2" })
@Import(Jobs.class)
class AtomicFilesTestTests {

	@Autowired
	private JsonFileRepository documents;

	@Autowired
	private AtomicFileTemplate files;

	@Autowired
	private Jobs jobs;

	@BeforeEach
	void prepare() {
		this.documents.save("prepared", true);
	}

	@AfterAll
	static void nothingIsOnTheDisk() {
		assertThat(Path.of("target", "slice")).doesNotExist();
	}

	@RepeatedTest(3)
	void eachMethodBeginsWithAnEmptyDirectory() {
		assertThat(this.documents).hasOnlyDocuments("prepared");
		assertThat(this.jobs.countRun()).isOne();
		assertThat(this.jobs.countRun()).isEqualTo(2);
		this.jobs.export();
		this.documents.save("deep/er", 1);
		assertThat(this.documents).hasOnlyDocuments("deep/er", "prepared", "runs").hasNoTemporaryFiles();
	}

	@Test
	void filesAreInMemory() {
		this.jobs.countRun();
		this.jobs.export();
		Path directory = this.documents.directory();
		assertThat(directory.getFileSystem()).isNotEqualTo(Path.of("").getFileSystem());
		assertThat(directory.resolve("export.csv")).hasContent("runs");
		assertThat(directory.resolve("runs.json.lock")).exists();
		assertThat(this.files.lockDirectory()).isNull();
	}

	@Test
	void otherPropertiesApply() {
		this.jobs.countRun();
		this.jobs.countRun();
		this.jobs.countRun();
		assertThat(this.documents.versions("runs")).hasSize(2);
	}

	@Test
	void onlyWhatTheSliceNeedsIsThere(@Autowired ApplicationContext context) {
		assertThat(context.getBeansOfType(JsonMapper.class)).hasSize(1);
		assertThat(context.getBeansOfType(StartMark.class)).isEmpty();
		assertThat(context.containsBean("staleTempCleanup")).isFalse();
		assertThat(context.containsBean("applicationTaskExecutor")).isFalse();
	}

	@Nested
	class Within {

		@RepeatedTest(2)
		void itIsEmptyToo() {
			assertThat(AtomicFilesTestTests.this.documents).hasOnlyDocuments("prepared");
			AtomicFilesTestTests.this.documents.save("nested", 1);
		}

	}

	@Nested
	@AtomicFilesTest(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Jobs.class))
	class WithFilter {

		@Test
		void whatIsIncludedIsScannedFor(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(Jobs.class)).hasSize(1);
			assertThat(context.getBeansOfType(StartMark.class)).isEmpty();
			assertThat(Files.isDirectory(context.getBean(JsonFileRepository.class).directory())).isTrue();
		}

	}

}
