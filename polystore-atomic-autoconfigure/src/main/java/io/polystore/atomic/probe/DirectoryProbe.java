package io.polystore.atomic.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.polystore.atomic.probe.ProbeFinding.Severity;
import io.polystore.atomic.write.IoThreads;

/**
 * Finds out what a directory can keep of the promises of this library.
 * <p>
 * Works on files of its own, with names of temporary files of this library, and leaves
 * none; what a killed probe leaves is removed by a
 * {@link io.polystore.atomic.write.StaleTempSweeper}. No lock file, and no file of an
 * application, is touched. Whatever fails is a finding, never an exception. Thread-safe;
 * unaffected by interrupts, and several processes may probe a directory at the same time.
 *
 * <pre>{@code
 * new DirectoryProbe(ProbeSettings.of(files)).run(Path.of("data")).requireUsable();
 * }</pre>
 *
 * @since 0.1
 */
public final class DirectoryProbe {

	/**
	 * A sweep of another process may take a file of the probe for stale; hardly three
	 * times.
	 */
	private static final int MAX_ATTEMPTS = 3;

	private final ProbeSettings settings;

	/**
	 * Creates a probe.
	 * @param settings what a directory is measured by
	 */
	public DirectoryProbe(ProbeSettings settings) {
		this.settings = Objects.requireNonNull(settings, "'settings' must not be null");
	}

	/**
	 * Probes a directory of files that have their locks beside them.
	 * @param directory the directory, which exists
	 * @return what was found
	 */
	public ProbeReport run(Path directory) {
		return run(directory, DirectoryRole.FILES_AND_LOCKS);
	}

	/**
	 * Probes a directory.
	 * @param directory the directory, which exists
	 * @param role what it is used for
	 * @return what was found
	 */
	public ProbeReport run(Path directory, DirectoryRole role) {
		Path absolute = directory.toAbsolutePath();
		List<ProbeFinding> findings = (this.settings.mode() != ProbeMode.OFF) ? findings(absolute, role) : List.of();
		return new ProbeReport(absolute, role, this.settings.mode(), Instant.now(), findings);
	}

	private List<ProbeFinding> findings(Path directory, DirectoryRole role) {
		try {
			return IoThreads.call(() -> runAll(directory, role));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where no file can be written, all that needs one would only say so again.
	 */
	private List<ProbeFinding> runAll(Path directory, DirectoryRole role) {
		List<ProbeFinding> findings = new ArrayList<>();
		for (DirectoryCheck check : checks(role)) {
			ProbeFinding finding = run(check, directory);
			findings.add(this.settings.accepted().contains(finding.check()) ? finding.accepted() : finding);
			if (finding.check() == ProbeCheck.WRITE && finding.severity() == Severity.REFUSE) {
				break;
			}
		}
		return findings;
	}

	private List<DirectoryCheck> checks(DirectoryRole role) {
		List<DirectoryCheck> checks = new ArrayList<>();
		checks.add(new FileSystemCheck(this.settings, role));
		if (role.hasFiles()) {
			checks.add(new WriteCheck());
			checks.add(new ReplaceCheck());
			checks.add(new FileForceCheck(this.settings.durability()));
			checks.add(new DirectoryForceCheck(this.settings));
			checks.add(new HardLinkCheck());
			checks.add(NameCheck.ofLetterCase());
			checks.add(NameCheck.ofUnicodeForm());
		}
		if (role.hasLocks()) {
			checks.add(new LockCheck(this.settings));
		}
		return checks;
	}

	private static ProbeFinding run(DirectoryCheck check, Path directory) {
		NoSuchFileException vanished = null;
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			try (ProbeFiles files = new ProbeFiles(directory)) {
				return check.run(files);
			}
			catch (NoSuchFileException ex) {
				vanished = ex;
			}
			catch (IOException | RuntimeException ex) {
				return check.failed(reason(ex));
			}
		}
		return check.failed(reason(Objects.requireNonNull(vanished)));
	}

	private static String reason(Exception ex) {
		return (ex.getMessage() != null) ? ex.getClass().getSimpleName() + ": " + ex.getMessage()
				: ex.getClass().getSimpleName();
	}

}
