package io.polystore.atomic.autoconfigure;

import java.util.EnumSet;
import java.util.Set;

import io.polystore.atomic.probe.ProbeCheck;
import io.polystore.atomic.probe.ProbeMode;

/**
 * How the directories are probed at start: {@code polystore.atomic.probe}.
 */
class ProbeProperties {

	/**
	 * How the directories are probed at start, which fails if they cannot keep the
	 * promises. 'quick' starts no other process, 'full' proves with one that locks
	 * exclude, 'off' only looks whether files can be written.
	 */
	private ProbeMode mode = ProbeMode.QUICK;

	/**
	 * Checks whose result is accepted: a refusal becomes a warning, and of a warning
	 * nothing is said. The reports name them, as in 'file-system, lock'.
	 */
	private Set<ProbeCheck> accept = EnumSet.noneOf(ProbeCheck.class);

	public ProbeMode getMode() {
		return this.mode;
	}

	public void setMode(ProbeMode mode) {
		this.mode = mode;
	}

	public Set<ProbeCheck> getAccept() {
		return this.accept;
	}

	public void setAccept(Set<ProbeCheck> accept) {
		this.accept = accept;
	}

}
