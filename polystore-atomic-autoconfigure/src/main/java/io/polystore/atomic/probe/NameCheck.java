package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import io.polystore.atomic.write.TempNames;

/**
 * Whether two names that look alike are two files.
 */
final class NameCheck implements DirectoryCheck {

	private final ProbeCheck check;

	private final String marker;

	private final String otherMarker;

	private final String difference;

	private NameCheck(ProbeCheck check, String marker, String otherMarker, String difference) {
		this.check = check;
		this.marker = marker;
		this.otherMarker = otherMarker;
		this.difference = difference;
	}

	static NameCheck ofLetterCase() {
		return new NameCheck(ProbeCheck.LETTER_CASE, "probe-case", "PROBE-CASE", "in upper and lower case");
	}

	static NameCheck ofUnicodeForm() {
		return new NameCheck(ProbeCheck.UNICODE_FORM, "probe-\u00e9", "probe-e\u0301",
				"in the composition of their characters");
	}

	@Override
	public ProbeFinding run(ProbeFiles files) throws IOException {
		String name = TempNames.next(files.directory().resolve("probe")).replace("probe", this.marker);
		Path file;
		Path other;
		try {
			file = files.own(name);
			other = files.own(name.replace(this.marker, this.otherMarker));
		}
		catch (InvalidPathException ex) {
			return ok("cannot happen: such names are impossible here");
		}
		Files.createFile(file);
		boolean same = Files.exists(other, LinkOption.NOFOLLOW_LINKS);
		// only if it was not swept away meanwhile
		file.getFileSystem().provider().checkAccess(file);
		return same ? folded() : ok("names that differ %s are different files".formatted(this.difference));
	}

	private ProbeFinding folded() {
		return ProbeFinding.warn(this.check, "names that differ only %s are one file".formatted(this.difference),
				"documents of such names are one document, and who writes one overwrites the other",
				"use one spelling");
	}

	private ProbeFinding ok(String found) {
		return ProbeFinding.ok(this.check, found);
	}

	@Override
	public ProbeFinding failed(String reason) {
		return ProbeFinding.warn(this.check,
				"whether names that differ %s are one file cannot be found out: %s".formatted(this.difference, reason),
				"they may be", "use one spelling");
	}

}
