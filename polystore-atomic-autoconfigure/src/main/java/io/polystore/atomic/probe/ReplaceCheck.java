package io.polystore.atomic.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jspecify.annotations.Nullable;

/**
 * Whether a rename replaces a file as a whole: who has it open goes on to see the old
 * content, who opens it sees the new one.
 */
final class ReplaceCheck implements DirectoryCheck {

	private static final String OLD = "old";

	private static final String NEW = "new";

	@Override
	public ProbeFinding run(ProbeFiles files) throws IOException {
		Path target = files.create(OLD);
		replace(files.create(NEW), target);
		if (!Files.readString(target).equals(NEW)) {
			return failed("after the rename the old content is still there");
		}
		return replaceUnderReader(files);
	}

	private ProbeFinding replaceUnderReader(ProbeFiles files) throws IOException {
		Path target = files.create(OLD);
		Path temp = files.create(NEW);
		try (BufferedReader reader = Files.newBufferedReader(target)) {
			try {
				replace(temp, target);
			}
			catch (NoSuchFileException ex) {
				throw ex;
			}
			catch (IOException ex) {
				return failsUnderReader(ex);
			}
			return seen(reader.readLine());
		}
	}

	private static void replace(Path temp, Path target) throws IOException {
		Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private ProbeFinding seen(@Nullable String content) {
		if (OLD.equals(content)) {
			return ProbeFinding.ok(ProbeCheck.REPLACE, "a file was replaced atomically, also under a reader");
		}
		return ProbeFinding.refuse(ProbeCheck.REPLACE, "a reader that has a file open sees it change",
				"readers may see a mix of old and new content", "use another file system");
	}

	private static ProbeFinding failsUnderReader(IOException ex) {
		return ProbeFinding.warn(ProbeCheck.REPLACE, "a file is not replaced while a reader has it open: " + ex,
				"such a write is tried again, and fails in the end if the reader stays",
				"'polystore.atomic.retry.*' decides how often it is tried");
	}

	@Override
	public ProbeFinding failed(String reason) {
		return ProbeFinding.refuse(ProbeCheck.REPLACE, "a file cannot be replaced atomically: " + reason,
				"every write of a file that exists fails, for there is no safe substitute", "use another file system");
	}

}
