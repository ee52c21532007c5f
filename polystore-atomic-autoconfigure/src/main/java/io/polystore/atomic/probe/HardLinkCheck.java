package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a file can be created by a second name for a complete one.
 */
final class HardLinkCheck implements DirectoryCheck {

	@Override
	public ProbeFinding run(ProbeFiles files) throws IOException {
		Path file = files.create("probe");
		Path link = Files.createLink(files.next(), file);
		return Files.isSameFile(file, link) ? ProbeFinding.ok(ProbeCheck.HARD_LINK, "a file was linked")
				: failed("the second name is another file");
	}

	@Override
	public ProbeFinding failed(String reason) {
		return ProbeFinding.warn(ProbeCheck.HARD_LINK, "a file cannot be linked: " + reason,
				"'createNew' fails here, all other operations work", "do without 'createNew'");
	}

}
