package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Asks Linux for the access control list of a file (acl(5)), which is an extended
 * attribute unless it says no more than the mode.
 */
final class PosixAcl {

	private static final String ATTRIBUTE = "system.posix_acl_access";

	private static final int ENODATA = 61;

	private static final int EOPNOTSUPP = 95;

	private PosixAcl() {
	}

	/**
	 * Returns whether a file has one.
	 * @throws LinkageError if there is no JNA for this machine
	 */
	static boolean isPresent(Path file) throws IOException {
		try {
			return LibC.INSTANCE.lgetxattr(file.toString(), ATTRIBUTE, null, new NativeLong(0)).longValue() > 0;
		}
		catch (LastErrorException ex) {
			if (ex.getErrorCode() == ENODATA || ex.getErrorCode() == EOPNOTSUPP) {
				return false;
			}
			throw new FileSystemException(file.toString(), null, "lgetxattr: " + ex.getMessage());
		}
	}

	/**
	 * The call, as JNA makes it.
	 */
	interface LibC extends Library {

		LibC INSTANCE = Native.load("c", LibC.class);

		NativeLong lgetxattr(String path, String name, @Nullable Pointer value, NativeLong size)
				throws LastErrorException;

	}

}
