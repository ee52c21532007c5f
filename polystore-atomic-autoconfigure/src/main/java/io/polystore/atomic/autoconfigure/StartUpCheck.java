package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.probe.DirectoryProbe;
import io.polystore.atomic.probe.DirectoryProbeException;
import io.polystore.atomic.probe.DirectoryRole;
import io.polystore.atomic.probe.ProbeFinding;
import io.polystore.atomic.probe.ProbeMode;
import io.polystore.atomic.probe.ProbeReport;
import io.polystore.atomic.probe.ProbeReports;
import io.polystore.atomic.probe.ProbeSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Finds out at start whether a directory that a property names can be used, and ends the
 * start if not.
 */
final class StartUpCheck {

	private static final Log logger = LogFactory.getLog(StartUpCheck.class);

	private final ProbeProperties properties;

	private final ProbeReports reports;

	StartUpCheck(ProbeProperties properties, ProbeReports reports) {
		this.properties = properties;
		this.reports = reports;
	}

	/**
	 * Checks one directory.
	 * @throws FailureAnalyzedException if it cannot be used
	 */
	void check(String property, Path value, DirectoryRole role, AtomicFileOperations files, WriteOptions options) {
		new WritableDirectory(property, value).check(files, options);
		if (this.properties.getMode() != ProbeMode.OFF && files instanceof AtomicFileTemplate template
				&& !isMock(template)) {
			ProbeReport report = probe(template).run(value, role);
			this.reports.add(report);
			log(property, report);
			refuseUnlessUsable(property, value, report);
		}
	}

	/**
	 * A test's template has neither locks nor a durability to measure a directory by.
	 */
	private static boolean isMock(AtomicFileTemplate template) {
		return template.lockProvider() == null;
	}

	private DirectoryProbe probe(AtomicFileTemplate template) {
		return new DirectoryProbe(ProbeSettings.of(template)
			.withMode(this.properties.getMode())
			.withAccepted(this.properties.getAccept()));
	}

	private static void log(String property, ProbeReport report) {
		for (ProbeFinding warning : report.warnings()) {
			logger.warn("Directory '%s' (property '%s'): %s; %s".formatted(report.directory(), property,
					warning.describe(), warning.remedy()));
		}
		logger.debug(report);
	}

	private static void refuseUnlessUsable(String property, Path value, ProbeReport report) {
		try {
			report.requireUsable();
		}
		catch (DirectoryProbeException ex) {
			throw new FailureAnalyzedException(
					"The directory '%s' (property '%s') cannot be used as configured:%n%s".formatted(report.directory(),
							property, lines(report, ProbeFinding::describe)),
					"For each of these:%n%s%nOr set '%s' to another directory than '%s'."
						.formatted(lines(report, StartUpCheck::remedy), property, value),
					ex);
		}
	}

	private static String remedy(ProbeFinding refusal) {
		return refusal.check().propertyValue() + ": " + refusal.remedy();
	}

	private static String lines(ProbeReport report, Function<ProbeFinding, String> text) {
		return report.refusals()
			.stream()
			.map((refusal) -> "  - " + text.apply(refusal))
			.collect(Collectors.joining(System.lineSeparator()));
	}

}
