package io.polystore.atomic.probe;

import java.util.Set;

import io.polystore.atomic.Durability;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;

/**
 * Settings and findings for tests.
 */
final class Probes {

	static final ProbeSettings DEFAULTS = of(Durability.FULL);

	private Probes() {
	}

	static ProbeSettings of(Durability durability) {
		return new ProbeSettings(ProbeMode.QUICK, new FileChannelLockProvider(), durability, false, Set.of());
	}

	static ProbeSettings of(ProbeMode mode, FileLockProvider provider) {
		return new ProbeSettings(mode, provider, Durability.FULL, false, Set.of());
	}

	static ProbeFinding finding(ProbeReport report, ProbeCheck check) {
		return report.findings().stream().filter((finding) -> finding.check() == check).findFirst().orElseThrow();
	}

}
