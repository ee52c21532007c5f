package io.polystore.atomic.probe;

import java.util.stream.Collectors;

import io.polystore.atomic.AtomicFileException;

/**
 * A directory cannot be used as configured: a promise of this library would be broken
 * there.
 *
 * @since 0.1
 */
public class DirectoryProbeException extends AtomicFileException {

	private static final long serialVersionUID = 1L;

	@SuppressWarnings("serial") // its path is not serializable either
	private final transient ProbeReport report;

	/**
	 * Creates an exception.
	 * @param report the report that refuses the directory
	 */
	public DirectoryProbeException(ProbeReport report) {
		super(report.directory(), message(report), null);
		this.report = report;
	}

	private static String message(ProbeReport report) {
		return report.refusals()
			.stream()
			.map((refusal) -> refusal.describe() + "; " + refusal.remedy())
			.collect(Collectors.joining(". ", "Directory '%s' cannot be used: ".formatted(report.directory()), ""));
	}

	/**
	 * Returns what was found.
	 * @return the report; {@code null} only after deserialization
	 */
	public ProbeReport report() {
		return this.report;
	}

}
