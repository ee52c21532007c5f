package io.polystore.atomic.probe;

import java.io.IOException;

import io.polystore.atomic.Durability;
import io.polystore.atomic.write.Directories;

/**
 * Whether a rename can be made durable.
 * <p>
 * Where the platform has no such force, a write with full durability is refused, unless
 * that is allowed. Where the platform has it and this file system fails, the force is
 * tried by every write all the same: only another durability helps.
 */
final class DirectoryForceCheck implements DirectoryCheck {

	private static final String DURABILITY = "choose 'polystore.atomic.write.durability=file'";

	private final ProbeSettings settings;

	DirectoryForceCheck(ProbeSettings settings) {
		this.settings = settings;
	}

	@Override
	public ProbeFinding run(ProbeFiles files) throws IOException {
		if (!this.settings.durability().isAtLeast(Durability.FULL)) {
			return ok("not needed by 'polystore.atomic.write.durability=%s'"
				.formatted(this.settings.durability() == Durability.FILE ? "file" : "none"));
		}
		if (!Directories.canBeForced(files.directory().getFileSystem())) {
			return missing();
		}
		Directories.force(files.directory());
		return ok("the directory was forced");
	}

	private ProbeFinding missing() {
		if (this.settings.allowMissingDirectoryForce()) {
			return ok("impossible here, so that a completed write may be lost in a power cut; "
					+ "'polystore.atomic.write.allow-missing-directory-force' allows it");
		}
		return ProbeFinding.refuse(ProbeCheck.DIRECTORY_FORCE, "directories of this file system cannot be forced",
				"every write is refused, for a power cut may undo a completed one",
				DURABILITY + ", or accept 'full' without that force: "
						+ "'polystore.atomic.write.allow-missing-directory-force=true'");
	}

	private static ProbeFinding ok(String found) {
		return ProbeFinding.ok(ProbeCheck.DIRECTORY_FORCE, found);
	}

	@Override
	public ProbeFinding failed(String reason) {
		return ProbeFinding.refuse(ProbeCheck.DIRECTORY_FORCE, "the directory cannot be forced: " + reason,
				"every write ends as committed with its durability unknown", DURABILITY);
	}

}
