package io.polystore.atomic.probe;

import java.util.Objects;

/**
 * What one check found.
 * <p>
 * Immutable and thread-safe.
 *
 * @param check the check
 * @param severity what it says of the directory
 * @param found what was found
 * @param meaning what that means for who uses the directory; empty if all is well
 * @param remedy what can be done, with the properties that decide; empty if all is well
 * @since 0.1
 */
public record ProbeFinding(ProbeCheck check, Severity severity, String found, String meaning, String remedy) {

	/**
	 * Creates a finding.
	 * @param check the check
	 * @param severity what it says of the directory
	 * @param found what was found
	 * @param meaning what that means
	 * @param remedy what can be done
	 */
	public ProbeFinding {
		Objects.requireNonNull(check, "'check' must not be null");
		Objects.requireNonNull(severity, "'severity' must not be null");
		Objects.requireNonNull(found, "'found' must not be null");
		Objects.requireNonNull(meaning, "'meaning' must not be null");
		Objects.requireNonNull(remedy, "'remedy' must not be null");
	}

	static ProbeFinding ok(ProbeCheck check, String found) {
		return new ProbeFinding(check, Severity.OK, found, "", "");
	}

	static ProbeFinding warn(ProbeCheck check, String found, String meaning, String remedy) {
		return new ProbeFinding(check, Severity.WARN, found, meaning, remedy + acceptance(check));
	}

	static ProbeFinding refuse(ProbeCheck check, String found, String meaning, String remedy) {
		return new ProbeFinding(check, Severity.REFUSE, found, meaning, remedy + acceptance(check));
	}

	private static String acceptance(ProbeCheck check) {
		return ", or accept it: add '%s' to 'polystore.atomic.probe.accept'".formatted(check.propertyValue());
	}

	/**
	 * One step less severe, for it was accepted.
	 */
	ProbeFinding accepted() {
		Severity less = (this.severity == Severity.REFUSE) ? Severity.WARN : Severity.OK;
		return new ProbeFinding(this.check, less, this.found, this.meaning,
				"'polystore.atomic.probe.accept' accepts it");
	}

	/**
	 * Returns the finding in one line, without what can be done.
	 * @return the check, what was found and what it means
	 */
	public String describe() {
		String text = this.check.propertyValue() + ": " + this.found;
		return this.meaning.isEmpty() ? text : text + "; " + this.meaning;
	}

	@Override
	public String toString() {
		return "%s %s%s".formatted(this.severity, describe(), this.remedy.isEmpty() ? "" : " (" + this.remedy + ")");
	}

	/**
	 * What a finding says of a directory.
	 */
	public enum Severity {

		/**
		 * All is well.
		 */
		OK,

		/**
		 * Usable, with something to know.
		 */
		WARN,

		/**
		 * Not usable as configured.
		 */
		REFUSE

	}

}
