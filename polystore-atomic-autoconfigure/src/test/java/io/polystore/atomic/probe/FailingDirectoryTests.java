package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.probe.ProbeFinding.Severity;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.write.StaleTempSweeper;
import io.polystore.atomic.write.TempNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Directories that fail in what the library relies on.
 */
class FailingDirectoryTests {

	private static final String LOST = "Input/output error";

	private FaultyFileSystem fileSystem = new FaultyFileSystem();

	@TempDir
	private Path directory;

	private ProbeReport probe(ProbeSettings settings) {
		return new DirectoryProbe(settings).run(this.fileSystem.path(this.directory));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			getFileStore | FILE_SYSTEM | WARN   | make sure that only one host uses the directory
			open         | WRITE       | REFUSE | let the process create files here
			move         | REPLACE     | REFUSE | use another file system
			createLink   | HARD_LINK   | WARN   | do without 'createNew'
			tryLock      | LOCK        | REFUSE | 'polystore.atomic.lock.directory'
			""")
	void whatFailsIsFound(String operation, ProbeCheck check, Severity severity, String remedy) {
		this.fileSystem.faults().on(operation).always().failBefore(new IOException(LOST));
		ProbeReport report = probe(Probes.DEFAULTS);
		ProbeFinding finding = Probes.finding(report, check);
		assertThat(finding.severity()).isEqualTo(severity);
		assertThat(finding.found()).contains(LOST);
		assertThat(finding.meaning()).isNotEmpty();
		assertThat(finding.remedy()).contains(remedy, "'polystore.atomic.probe.accept'",
				"'" + check.propertyValue() + "'");
		assertThat(report.isUsable()).isEqualTo(severity != Severity.REFUSE);
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void whereNothingCanBeWrittenNothingElseIsTried() {
		this.fileSystem.faults().on("open").always().failBefore(new IOException(LOST));
		assertThat(probe(Probes.DEFAULTS).findings()).extracting(ProbeFinding::check)
			.containsExactly(ProbeCheck.FILE_SYSTEM, ProbeCheck.WRITE);
	}

	@Test
	void renamesThatAreNotAtomicAreRefused() {
		this.fileSystem.faults()
			.on("move")
			.always()
			.failBefore(new AtomicMoveNotSupportedException("a", "b", "not supported"));
		assertThat(Probes.finding(probe(Probes.DEFAULTS), ProbeCheck.REPLACE).severity()).isEqualTo(Severity.REFUSE);
	}

	@Test
	void aRenameThatFailsOnlyUnderAReaderIsAWarning() {
		this.fileSystem.faults().on("move").nth(2).failBefore(new IOException("Access is denied"));
		ProbeFinding finding = Probes.finding(probe(Probes.DEFAULTS), ProbeCheck.REPLACE);
		assertThat(finding.severity()).isEqualTo(Severity.WARN);
		assertThat(finding.remedy()).contains("polystore.atomic.retry");
	}

	/** As a copy in place of a rename would have it. */
	@Test
	void aFileThatChangesUnderAReaderIsRefused() {
		Path[] target = new Path[1];
		this.fileSystem.faults().when((call) -> {
			if (call.is("newInputStream")) {
				target[0] = call.path();
			}
			return call.is("move");
		}).nth(2).before(() -> Files.writeString(target[0], "new"));
		ProbeFinding finding = Probes.finding(probe(Probes.DEFAULTS), ProbeCheck.REPLACE);
		assertThat(finding.severity()).isEqualTo(Severity.REFUSE);
		assertThat(finding.found()).contains("sees it change");
	}

	@ParameterizedTest
	@CsvSource({ "FULL, REFUSE", "FILE, REFUSE", "NONE, OK" })
	void aForceOfAFileMattersAsMuchAsTheDurability(Durability durability, Severity severity) {
		this.fileSystem.faults()
			.on("force", (path) -> !path.equals(this.directory))
			.always()
			.failBefore(new IOException(LOST));
		ProbeFinding finding = Probes.finding(probe(Probes.of(durability)), ProbeCheck.FILE_FORCE);
		assertThat(finding.severity()).isEqualTo(severity);
		assertThat(finding.remedy() + finding.found()).contains("polystore.atomic.write.durability=none");
	}

	@ParameterizedTest
	@CsvSource({ "FULL, REFUSE", "FILE, OK", "NONE, OK" })
	void aForceOfTheDirectoryMattersAsMuchAsTheDurability(Durability durability, Severity severity) {
		this.fileSystem.faults().on("force", this.directory::equals).always().failBefore(new IOException(LOST));
		ProbeFinding finding = Probes.finding(probe(Probes.of(durability)), ProbeCheck.DIRECTORY_FORCE);
		assertThat(finding.severity()).isEqualTo(severity);
		assertThat(finding.remedy() + finding.found()).contains("polystore.atomic.write.durability");
	}

	/** Writes would try it all the same. */
	@Test
	void aForceOfTheDirectoryThatFailsIsNotOneThatIsMissing() {
		this.fileSystem.faults().on("force", this.directory::equals).always().failBefore(new IOException(LOST));
		ProbeFinding finding = Probes.finding(probe(allowingMissingDirectoryForce()), ProbeCheck.DIRECTORY_FORCE);
		assertThat(finding.severity()).isEqualTo(Severity.REFUSE);
		assertThat(finding.remedy()).doesNotContain("allow-missing-directory-force");
	}

	@Test
	void aMissingForceOfDirectoriesIsRefusedUnlessItIsAllowed() {
		this.fileSystem = new FaultyFileSystem(Set.of("basic", "posix"));
		ProbeFinding refusal = Probes.finding(probe(Probes.DEFAULTS), ProbeCheck.DIRECTORY_FORCE);
		assertThat(refusal.severity()).isEqualTo(Severity.REFUSE);
		assertThat(refusal.remedy()).contains("'polystore.atomic.write.durability=file'",
				"'polystore.atomic.write.allow-missing-directory-force=true'");
		ProbeFinding allowed = Probes.finding(probe(allowingMissingDirectoryForce()), ProbeCheck.DIRECTORY_FORCE);
		assertThat(allowed.severity()).isEqualTo(Severity.OK);
		assertThat(allowed.found()).contains("'polystore.atomic.write.allow-missing-directory-force' allows it");
	}

	private static ProbeSettings allowingMissingDirectoryForce() {
		return new ProbeSettings(ProbeMode.QUICK, new FileChannelLockProvider(), Durability.FULL, true, Set.of());
	}

	/** Inode numbers that change, as some file systems without real ones have them. */
	@Test
	void aLockFileWithoutALastingIdentityIsRefused() {
		this.fileSystem.faults().on("tryLock", (path) -> true).nth(2).after(() -> replaceAll());
		ProbeFinding finding = Probes.finding(probe(Probes.DEFAULTS), ProbeCheck.LOCK);
		assertThat(finding.severity()).isEqualTo(Severity.REFUSE);
		assertThat(finding.found()).contains("another one at once");
	}

	private void replaceAll() throws IOException {
		for (Path file : files()) {
			Path other = Files.createFile(file.resolveSibling("other"));
			Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "move", "force", "createLink", "readAttributes", "newInputStream" })
	void aSweepThatTakesItsFilesDeceivesNoProbe(String operation) {
		this.fileSystem.faults().on(operation).before(this::deleteAll);
		assertThat(probe(Probes.DEFAULTS).refusals()).isEmpty();
		assertThat(this.directory).isEmptyDirectory();
	}

	private void deleteAll() throws IOException {
		for (Path file : files()) {
			Files.delete(file);
		}
	}

	private Iterable<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.toList();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whateverFailsIsAFindingAndASweepRemovesWhatIsLeft(boolean after) throws IOException {
		int number = 1;
		while (isReached(number, after)) {
			number++;
		}
		assertThat(number).isGreaterThan(40);
	}

	private boolean isReached(int number, boolean after) throws IOException {
		this.fileSystem.faults().clear();
		Fault fault = this.fileSystem.faults().at(number);
		if (after) {
			fault.failAfter(new IOException(LOST));
		}
		else {
			fault.failBefore(new IOException(LOST));
		}
		probe(Probes.DEFAULTS);
		String what = "call " + number;
		assertThat(files()).as(what).allMatch((file) -> TempNames.isTemp(file.getFileName().toString()));
		new StaleTempSweeper(StaleTempSweeper.DEFAULT_MAX_AGE, AtomicFileListener.NO_OP).sweep(this.directory);
		assertThat(this.directory).as(what).isEmptyDirectory();
		assertThat(OpenFiles.under(this.directory)).as(what).isEmpty();
		return fault.matches() > 0;
	}

	@Test
	void filesThatVanishForeverAreAFinding() {
		this.fileSystem.faults().on("createLink").always().failBefore(new NoSuchFileException("gone"));
		assertThat(Probes.finding(probe(Probes.DEFAULTS), ProbeCheck.HARD_LINK).found())
			.contains("NoSuchFileException");
		assertThat(this.fileSystem.faults().calls("createLink")).hasSize(3);
	}

}
