package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import io.polystore.atomic.Durability;
import io.polystore.atomic.probe.ProbeFinding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * File systems in memory, which have what others lack, and lack what others have.
 */
class ForeignFileSystemProbeTests {

	private static ProbeReport probe(Configuration configuration, ProbeSettings settings) throws IOException {
		try (FileSystem fileSystem = Jimfs.newFileSystem(configuration)) {
			Path root = fileSystem.getRootDirectories().iterator().next();
			Path directory = Files.createDirectory(root.resolve("probed"));
			ProbeReport report = new DirectoryProbe(settings).run(directory);
			assertThat(directory).isEmptyDirectory();
			return report;
		}
	}

	@Test
	void namesThatDifferInCaseAreOneFileOnWindows() throws IOException {
		ProbeReport report = probe(Configuration.windows(), Probes.of(Durability.FILE));
		ProbeFinding finding = Probes.finding(report, ProbeCheck.LETTER_CASE);
		assertThat(finding.severity()).isEqualTo(Severity.WARN);
		assertThat(finding.meaning()).contains("one document");
		assertThat(report.isUsable()).isTrue();
	}

	@Test
	void namesThatDifferInCaseOrCompositionAreOneFileOnMacOs() throws IOException {
		ProbeReport report = probe(Configuration.osX(), Probes.of(Durability.FILE));
		assertThat(Probes.finding(report, ProbeCheck.LETTER_CASE).severity()).isEqualTo(Severity.WARN);
		assertThat(Probes.finding(report, ProbeCheck.UNICODE_FORM).severity()).isEqualTo(Severity.WARN);
	}

	@Test
	void namesThatDifferAreTwoFilesOnUnix() throws IOException {
		ProbeReport report = probe(Configuration.unix(), Probes.of(Durability.FILE));
		assertThat(Probes.finding(report, ProbeCheck.LETTER_CASE).severity()).isEqualTo(Severity.OK);
		assertThat(Probes.finding(report, ProbeCheck.UNICODE_FORM).severity()).isEqualTo(Severity.OK);
	}

	@Test
	void directoriesThatCannotBeForcedAreRefused() throws IOException {
		assertThat(probe(Configuration.windows(), Probes.DEFAULTS).refusals()).singleElement()
			.satisfies((refusal) -> assertThat(refusal.check()).isEqualTo(ProbeCheck.DIRECTORY_FORCE));
	}

	@Test
	void aFileSystemWithoutHardLinksIsUsable() throws IOException {
		Configuration configuration = Configuration.unix()
			.toBuilder()
			.setSupportedFeatures(Feature.FILE_CHANNEL, Feature.SYMBOLIC_LINKS)
			.build();
		ProbeReport report = probe(configuration, Probes.of(Durability.FILE));
		assertThat(Probes.finding(report, ProbeCheck.HARD_LINK).severity()).isEqualTo(Severity.WARN);
		assertThat(report.isUsable()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = "OFF", mode = EnumSource.Mode.EXCLUDE)
	void ofLocksThatAreNotTheKernelsNothingIsKnown(ProbeMode mode) throws IOException {
		ProbeReport report = probe(Configuration.unix(), Probes.of(Durability.FILE).withMode(mode));
		ProbeFinding finding = Probes.finding(report, ProbeCheck.LOCK);
		assertThat(finding.severity()).isEqualTo(Severity.WARN);
		assertThat(finding.meaning()).isEqualTo("whether locks exclude other processes is not known");
	}

}
