package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;

import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.probe.DirectoryProbeException;
import io.polystore.atomic.probe.DirectoryRole;
import io.polystore.atomic.probe.ProbeCheck;
import io.polystore.atomic.probe.ProbeFinding;
import io.polystore.atomic.probe.ProbeMode;
import io.polystore.atomic.probe.ProbeReport;
import io.polystore.atomic.probe.ProbeReports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Directories are probed before anybody uses them.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpCheckTests {

	@TempDir
	private Path root;

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AtomicFileAutoConfiguration.class, JsonFileRepositoryAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.root.resolve("data"));
	}

	private static ProbeReport onlyReport(ApplicationContext context) {
		assertThat(context.getBean(ProbeReports.class).all()).hasSize(1);
		return context.getBean(ProbeReports.class).all().get(0);
	}

	@Test
	void theDirectoryIsProbedQuicklyByDefault() {
		runner().run((context) -> {
			ProbeReport report = onlyReport(context);
			assertThat(report.directory()).isEqualTo(this.root.resolve("data"));
			assertThat(report.role()).isEqualTo(DirectoryRole.FILES_AND_LOCKS);
			assertThat(report.mode()).isEqualTo(ProbeMode.QUICK);
			assertThat(report.isUsable()).isTrue();
			assertThat(this.root.resolve("data")).isEmptyDirectory();
		});
	}

	@Test
	void theDirectoryForLocksIsProbedForLocksAndTheOtherForFiles() {
		runner().withPropertyValues("polystore.atomic.lock.directory=" + this.root.resolve("locks")).run((context) -> {
			assertThat(context.getBean(ProbeReports.class).all()).extracting(ProbeReport::role)
				.containsExactly(DirectoryRole.LOCKS, DirectoryRole.FILES);
			assertThat(context.getBean(ProbeReports.class).all()).extracting(ProbeReport::directory)
				.containsExactly(this.root.resolve("locks"), this.root.resolve("data"));
		});
	}

	@Test
	void modeFullAsksAnotherProcess() {
		runner().withPropertyValues("polystore.atomic.probe.mode=full")
			.run((context) -> assertThat(finding(onlyReport(context), ProbeCheck.LOCK).found())
				.contains("excluded another process"));
	}

	@Test
	void modeOffOnlyLooksWhetherFilesCanBeWritten() {
		runner()
			.withPropertyValues("polystore.atomic.probe.mode=off",
					"polystore.atomic.lock.directory=" + this.root.resolve("locks"))
			.withBean(FileLockProvider.class, StartUpCheckTests::withoutLocks)
			.run((context) -> {
				assertThat(context.getBean(ProbeReports.class).all()).isEmpty();
				assertThat(this.root.resolve("data")).isEmptyDirectory();
				assertThat(this.root.resolve("locks")).isEmptyDirectory();
			});
	}

	@Test
	void aDirectoryWithoutLocksEndsTheStart() {
		runner().withBean(FileLockProvider.class, StartUpCheckTests::withoutLocks)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(DirectoryProbeException.class,
						(ex) -> assertThat(ex.report().refusals()).hasSize(1)));
	}

	@Test
	void theFailureTellsTheDirectoryThePropertyTheReasonAndEachWayOut(CapturedOutput output) {
		Path directory = this.root.resolve("data");
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.run("--polystore.atomic.directory=" + directory)
				.close());
		assertThat(output.getOut().substring(output.getOut().indexOf("APPLICATION FAILED TO START"))).contains(
				"The directory '%s' (property 'polystore.atomic.directory') cannot be used as configured:"
					.formatted(directory),
				"  - lock: a file cannot be locked: IOException: No locks available; every update fails, and every lock",
				"  - lock: choose a directory on a file system with locks for them: 'polystore.atomic.lock.directory', "
						+ "or accept it: add 'lock' to 'polystore.atomic.probe.accept'",
				"Or set 'polystore.atomic.directory' to another directory than '%s'.".formatted(directory));
		assertThat(directory).isEmptyDirectory();
	}

	@Test
	void whatIsAcceptedIsLoggedOnceAndReported(CapturedOutput output) {
		runner().withBean(FileLockProvider.class, StartUpCheckTests::withoutLocks)
			.withPropertyValues("polystore.atomic.probe.accept=lock")
			.run((context) -> {
				ProbeReport report = onlyReport(context);
				assertThat(report.isUsable()).isTrue();
				assertThat(report.warnings()).extracting(ProbeFinding::check).contains(ProbeCheck.LOCK);
				assertThat(output.getAll()
					.lines()
					.filter((line) -> line.contains("WARN") && line.contains("No locks available"))
					.toList()).singleElement()
					.asString()
					.contains("Directory '%s' (property 'polystore.atomic.directory'): lock: "
						.formatted(report.directory()));
			});
	}

	@Test
	void anOrdinaryStartSaysNothing(CapturedOutput output) {
		// wherever the temporary directory of this machine is
		runner().withPropertyValues("polystore.atomic.probe.accept=file-system,letter-case,unicode-form")
			.run((context) -> assertThat(output.getAll()).doesNotContain("WARN"));
	}

	@Test
	void theDirectoryIsMeasuredByWhatCustomizersMadeOfTheTemplate() {
		runner().withBean(AtomicFileTemplateCustomizer.class, () -> (builder) -> builder.durability(Durability.NONE))
			.run((context) -> assertThat(finding(onlyReport(context), ProbeCheck.FILE_FORCE).found())
				.contains("not needed"));
	}

	@Test
	void theDirectoryIsMeasuredByATemplateOfTheApplication() {
		runner()
			.withBean(AtomicFileTemplate.class, () -> AtomicFileTemplate.builder().durability(Durability.FILE).build())
			.run((context) -> assertThat(finding(onlyReport(context), ProbeCheck.DIRECTORY_FORCE).found())
				.contains("not needed"));
	}

	@Test
	void aMockedTemplateIsNotProbed() {
		runner().withBean(AtomicFileTemplate.class, () -> Mockito.mock(AtomicFileTemplate.class)).run((context) -> {
			assertThat(context).hasSingleBean(JsonFileRepository.class);
			assertThat(context.getBean(ProbeReports.class).all()).isEmpty();
			assertThat(this.root.resolve("data")).doesNotExist();
		});
	}

	private static ProbeFinding finding(ProbeReport report, ProbeCheck check) {
		return report.findings().stream().filter((finding) -> finding.check() == check).findFirst().orElseThrow();
	}

	private static FileLockProvider withoutLocks() {
		return (lockFile) -> {
			throw new IOException("No locks available");
		};
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		FileLockProvider lockProvider() {
			return withoutLocks();
		}

	}

}
