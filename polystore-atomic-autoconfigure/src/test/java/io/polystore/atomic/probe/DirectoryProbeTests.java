package io.polystore.atomic.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.probe.ProbeFinding.Severity;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.OpenFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DirectoryProbeTests {

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource(names = "OFF", mode = EnumSource.Mode.EXCLUDE)
	void allIsWellInAnOrdinaryDirectoryAndNothingIsLeftThere(ProbeMode mode) throws Exception {
		ProbeReport report = new DirectoryProbe(Probes.DEFAULTS.withMode(mode)).run(this.directory);
		assertThat(report.isUsable()).isTrue();
		assertThat(report.mode()).isEqualTo(mode);
		assertThat(report.directory()).isEqualTo(this.directory);
		assertThat(report.findings()).filteredOn((finding) -> finding.check() != ProbeCheck.FILE_SYSTEM)
			.allSatisfy((finding) -> assertThat(finding.severity()).as(finding.toString()).isEqualTo(Severity.OK));
		assertThat(this.directory).isEmptyDirectory();
		assertThat(OpenFiles.under(this.directory)).isEmpty();
	}

	@Test
	void eachCheckIsMadeOnce() {
		assertThat(new DirectoryProbe(Probes.DEFAULTS).run(this.directory).findings()).extracting(ProbeFinding::check)
			.containsExactly(ProbeCheck.values());
	}

	@Test
	void whereOnlyLocksAreOnlyTheyMatter() {
		ProbeReport report = new DirectoryProbe(Probes.DEFAULTS).run(this.directory, DirectoryRole.LOCKS);
		assertThat(report.findings()).extracting(ProbeFinding::check)
			.containsExactly(ProbeCheck.FILE_SYSTEM, ProbeCheck.LOCK);
	}

	@Test
	void whereNoLocksAreTheyDoNotMatter() {
		ProbeReport report = new DirectoryProbe(Probes.DEFAULTS).run(this.directory, DirectoryRole.FILES);
		assertThat(report.findings()).extracting(ProbeFinding::check)
			.contains(ProbeCheck.FILE_SYSTEM, ProbeCheck.WRITE)
			.doesNotContain(ProbeCheck.LOCK);
	}

	@Test
	void offTouchesNothing() {
		Path missing = this.fileSystem.path(this.directory).resolve("missing");
		ProbeReport report = new DirectoryProbe(Probes.DEFAULTS.withMode(ProbeMode.OFF)).run(missing);
		assertThat(report.findings()).isEmpty();
		assertThat(report.isUsable()).isTrue();
		assertThat(this.fileSystem.faults().calls()).isEmpty();
	}

	@Test
	void whatIsThereIsNeitherReadNorChanged() throws Exception {
		Files.writeString(this.directory.resolve("config.json"), "{}");
		Files.writeString(this.directory.resolve("config.json.lock"), "");
		new DirectoryProbe(Probes.DEFAULTS).run(this.fileSystem.path(this.directory));
		assertThat(this.fileSystem.faults().calls())
			.noneMatch((call) -> call.path().getFileName().toString().startsWith("config"));
		assertThat(this.directory).isDirectoryContaining("glob:**config.json")
			.isDirectoryContaining("glob:**config.json.lock");
	}

	@Test
	void aMissingDirectoryCannotBeUsed() {
		ProbeReport report = new DirectoryProbe(Probes.DEFAULTS).run(this.directory.resolve("missing"));
		assertThat(report.refusals()).singleElement().satisfies((refusal) -> {
			assertThat(refusal.check()).isEqualTo(ProbeCheck.WRITE);
			assertThat(refusal.found()).contains("NoSuchFileException");
		});
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aDirectoryIsProbedThroughALinkToIt() throws Exception {
		Path real = Files.createDirectory(this.directory.resolve("real"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), real);
		assertThat(new DirectoryProbe(Probes.DEFAULTS).run(link).isUsable()).isTrue();
		assertThat(real).isEmptyDirectory();
	}

	@ParameterizedTest
	@EnumSource(names = "OFF", mode = EnumSource.Mode.EXCLUDE)
	void anInterruptedThreadFindsTheSameAndStaysInterrupted(ProbeMode mode) {
		Thread.currentThread().interrupt();
		ProbeReport report = new DirectoryProbe(Probes.DEFAULTS.withMode(mode)).run(this.directory);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(Probes.finding(report, ProbeCheck.LOCK).severity()).isEqualTo(Severity.OK);
		assertThat(report.isUsable()).isTrue();
	}

	@Test
	void nothingIsForcedWithoutDurability() {
		Path path = this.fileSystem.path(this.directory);
		ProbeReport report = new DirectoryProbe(Probes.of(Durability.NONE)).run(path);
		assertThat(this.fileSystem.faults().calls("force")).isEmpty();
		assertThat(Probes.finding(report, ProbeCheck.FILE_FORCE).found()).contains("write.durability=none");
		assertThat(Probes.finding(report, ProbeCheck.DIRECTORY_FORCE).found()).contains("write.durability=none");
	}

	@Test
	void aTemplateGivesItsSettings() {
		FileChannelLockProvider provider = new FileChannelLockProvider();
		try (AtomicFileTemplate files = AtomicFileTemplate.builder()
			.lockProvider(provider)
			.durability(Durability.FILE)
			.allowMissingDirectoryForce(true)
			.build()) {
			assertThat(ProbeSettings.of(files))
				.isEqualTo(new ProbeSettings(ProbeMode.QUICK, provider, Durability.FILE, true, Set.of()));
		}
	}

	@Test
	void anAcceptedRefusalIsAWarning() {
		this.fileSystem.pretendType("nfs4");
		Path path = this.fileSystem.path(this.directory);
		ProbeReport refused = new DirectoryProbe(Probes.DEFAULTS).run(path);
		assertThat(refused.isUsable()).isFalse();
		ProbeReport accepted = new DirectoryProbe(Probes.DEFAULTS.withAccepted(Set.of(ProbeCheck.FILE_SYSTEM)))
			.run(path);
		assertThat(accepted.isUsable()).isTrue();
		assertThat(accepted.warnings()).singleElement()
			.satisfies((warning) -> assertThat(warning.remedy()).contains("polystore.atomic.probe.accept"));
	}

	@Test
	void anAcceptedWarningIsNone() {
		this.fileSystem.pretendType("virtiofs");
		Path path = this.fileSystem.path(this.directory);
		assertThat(new DirectoryProbe(Probes.DEFAULTS).run(path).warnings()).hasSize(1);
		assertThat(
				new DirectoryProbe(Probes.DEFAULTS.withAccepted(Set.of(ProbeCheck.FILE_SYSTEM))).run(path).warnings())
			.isEmpty();
	}

	@Test
	void aReportTellsWhatWasFoundWhatItMeansAndWhatDecides() {
		this.fileSystem.pretendType("nfs4");
		ProbeReport report = new DirectoryProbe(Probes.DEFAULTS).run(this.fileSystem.path(this.directory));
		assertThat(report.describe().lines()).hasSize(ProbeCheck.values().length + 1)
			.startsWith("Directory '%s' (files and locks), probe 'quick': not usable".formatted(this.directory),
					"  - REFUSE file-system: the file system is 'nfs4', which several hosts can share; locks may succeed "
							+ "there without excluding other hosts, so that updates are lost (use a local file system, "
							+ "let only one host at a time use the directory, or share a lock registry: "
							+ "'polystore.atomic.lock.type', or accept it: add 'file-system' to "
							+ "'polystore.atomic.probe.accept')",
					"  - OK write: a file was created, read back and deleted");
		assertThat(report).hasToString(report.describe());
	}

	@Test
	void whoInsistsOnAUsableDirectoryGetsATypedError() {
		this.fileSystem.pretendType("nfs4");
		ProbeReport report = new DirectoryProbe(Probes.DEFAULTS).run(this.fileSystem.path(this.directory));
		assertThatExceptionOfType(DirectoryProbeException.class).isThrownBy(report::requireUsable)
			.isInstanceOf(AtomicFileException.class)
			.withMessageContainingAll(this.directory.toString(), "'nfs4'", "several hosts",
					"add 'file-system' to 'polystore.atomic.probe.accept'")
			.satisfies((ex) -> assertThat(ex.report()).isSameAs(report))
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(report.directory()));
		new DirectoryProbe(Probes.DEFAULTS).run(this.directory).requireUsable();
	}

}
