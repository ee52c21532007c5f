package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.Objects;

import io.polystore.atomic.MetadataAspect;
import org.jspecify.annotations.Nullable;

/**
 * Finds access control lists, which a new file would not have.
 * <p>
 * Windows gives every file one, so that only a difference matters; the JDK shows it. Of
 * Linux it shows none, and JNA has to ask.
 */
final class AccessControlLists {

	private AccessControlLists() {
	}

	/**
	 * Refuses a file with a list that no new file would have, as far as the file alone
	 * tells.
	 */
	static void requireNone(Path file) throws IOException {
		if (view(file) == null && isPresent(file)) {
			throw MetadataRefusals.refusal(file, MetadataAspect.ACL,
					"the file has an access control list, which the new one would not have", null);
		}
	}

	/**
	 * Refuses a file whose list the new file does not have, where every file has one.
	 */
	static void requireSame(Path file, Path temp) throws IOException {
		AclFileAttributeView old = view(file);
		AclFileAttributeView present = view(temp);
		if (old != null && present != null && !old.getAcl().equals(present.getAcl())) {
			throw MetadataRefusals.refusal(file, MetadataAspect.ACL,
					"the file has another access control list than the new one would have", null);
		}
	}

	private static @Nullable AclFileAttributeView view(Path file) {
		return Files.getFileAttributeView(file, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
	}

	private static boolean isPresent(Path file) throws IOException {
		boolean linux = "Linux".equals(System.getProperty("os.name"));
		if (!linux || !Objects.equals(file.getFileSystem(), FileSystems.getDefault())) {
			throw MetadataRefusals.untold(file, MetadataAspect.ACL);
		}
		try {
			return PosixAcl.isPresent(file);
		}
		catch (LinkageError ex) {
			throw MetadataRefusals.refusal(file, MetadataAspect.ACL,
					"only JNA can tell whether it has an access control list: add the dependency 'net.java.dev.jna:jna'",
					ex);
		}
	}

}
