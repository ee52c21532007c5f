package io.polystore.atomic.write;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A temporary file is gone though nobody here removed it. Between its close and the
 * rename it has no lock, so that a process that stands still there for long looks dead to
 * the sweep of another one.
 */
final class SweptTempException extends NoSuchFileException {

	private static final long serialVersionUID = 1L;

	SweptTempException(Path temp, Throwable cause) {
		super(temp.toString(), null, "a sweep removed its temporary file while this process stood still");
		initCause(cause);
	}

}
