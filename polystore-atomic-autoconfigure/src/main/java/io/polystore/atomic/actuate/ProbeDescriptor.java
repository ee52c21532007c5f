package io.polystore.atomic.actuate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.polystore.atomic.probe.DirectoryRole;
import io.polystore.atomic.probe.ProbeCheck;
import io.polystore.atomic.probe.ProbeFinding;
import io.polystore.atomic.probe.ProbeMode;
import io.polystore.atomic.probe.ProbeReport;

/**
 * What was found out about a directory, as {@link AtomicFilesEndpoint} shows it.
 *
 * @param role what the directory is used for
 * @param mode how it was probed
 * @param at when it was probed
 * @param usable whether nothing refuses it
 * @param findings what was found, one of each check
 * @since 0.1
 */
public record ProbeDescriptor(DirectoryRole role, ProbeMode mode, Instant at, boolean usable,
		List<FindingDescriptor> findings) {

	static ProbeDescriptor of(ProbeReport report) {
		List<FindingDescriptor> findings = report.findings()
			.stream()
			.map((finding) -> FindingDescriptor.of(finding, report.directory()))
			.toList();
		return new ProbeDescriptor(report.role(), report.mode(), report.at(), report.isUsable(), findings);
	}

	/**
	 * What one check found.
	 *
	 * @param check the check
	 * @param severity what it says of the directory
	 * @param found what was found, the directory shown as a dot
	 * @param meaning what that means, empty if all is well
	 * @param remedy what can be done, empty if all is well
	 * @since 0.1
	 */
	public record FindingDescriptor(ProbeCheck check, ProbeFinding.Severity severity, String found, String meaning,
			String remedy) {

		private static FindingDescriptor of(ProbeFinding finding, Path directory) {
			return new FindingDescriptor(finding.check(), finding.severity(),
					finding.found().replace(directory.toString(), "."), finding.meaning(), finding.remedy());
		}

	}

}
