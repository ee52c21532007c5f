package io.polystore.atomic.probe;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import io.polystore.atomic.probe.ProbeFinding.Severity;

/**
 * What a probe found out about a directory.
 * <p>
 * Immutable and thread-safe. It tells how the directory was when it was probed; nothing
 * is promised of the time after that.
 *
 * @param directory the directory
 * @param role what it is used for
 * @param mode how it was probed
 * @param at when it was probed
 * @param findings what was found, one of each check that was made; empty if nothing was
 * probed
 * @since 0.1
 */
public record ProbeReport(Path directory, DirectoryRole role, ProbeMode mode, Instant at, List<ProbeFinding> findings) {

	/**
	 * Creates a report.
	 * @param directory the directory
	 * @param role what it is used for
	 * @param mode how it was probed
	 * @param at when it was probed
	 * @param findings what was found
	 */
	public ProbeReport {
		Objects.requireNonNull(directory, "'directory' must not be null");
		Objects.requireNonNull(role, "'role' must not be null");
		Objects.requireNonNull(mode, "'mode' must not be null");
		Objects.requireNonNull(at, "'at' must not be null");
		findings = List.copyOf(findings);
	}

	/**
	 * Returns whether no finding refuses the directory.
	 * @return whether it can be used as configured
	 */
	public boolean isUsable() {
		return refusals().isEmpty();
	}

	/**
	 * Returns what refuses the directory.
	 * @return the findings that refuse, in the order of the checks
	 */
	public List<ProbeFinding> refusals() {
		return findings(Severity.REFUSE);
	}

	/**
	 * Returns what is to be known about the directory.
	 * @return the findings that warn, in the order of the checks
	 */
	public List<ProbeFinding> warnings() {
		return findings(Severity.WARN);
	}

	private List<ProbeFinding> findings(Severity severity) {
		return this.findings.stream().filter((finding) -> finding.severity() == severity).toList();
	}

	/**
	 * Does nothing if the directory can be used as configured.
	 * @throws DirectoryProbeException if it cannot; its message names each reason and
	 * what can be done
	 */
	public void requireUsable() {
		if (!isUsable()) {
			throw new DirectoryProbeException(this);
		}
	}

	/**
	 * Returns the whole report, for a log: a line for the directory and one for each
	 * finding.
	 * @return some lines of text, without a line break at the end
	 */
	public String describe() {
		String heading = "Directory '%s' (%s), probe '%s': %s".formatted(this.directory, lower(this.role),
				lower(this.mode), isUsable() ? "usable" : "not usable");
		return this.findings.stream()
			.map((finding) -> System.lineSeparator() + "  - " + finding)
			.collect(Collectors.joining("", heading, ""));
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	@Override
	public String toString() {
		return describe();
	}

}
