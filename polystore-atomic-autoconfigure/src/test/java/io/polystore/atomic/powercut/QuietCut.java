package io.polystore.atomic.powercut;

import java.nio.file.Path;

/**
 * A cut immediately after an operation was acknowledged, with nothing else going on.
 *
 * @param image what was left
 * @param operation what was acknowledged
 * @param id who wrote
 */
record QuietCut(Path image, QuietOperation operation, String id) {

	String document() {
		return this.operation.document(this.id);
	}

	/** Judges what was found, after this cut or a later one. */
	Verdict judge(Remains remains) {
		boolean torn = remains.torn().contains(document());
		WrittenDocument found = remains.whole().get(document());
		if (this.operation == QuietOperation.DELETE) {
			return (torn || found != null) ? Verdict.RESURRECTED : Verdict.RIGHT;
		}
		if (torn) {
			return Verdict.TORN;
		}
		return (found != null && found.operation().equals(this.id)) ? Verdict.RIGHT : Verdict.LOST;
	}

}
