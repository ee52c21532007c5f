package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;

import io.polystore.atomic.MetadataAspect;
import io.polystore.atomic.MetadataPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The extended attributes that users may set. The JDK sees no others.
 */
final class ExtendedAttributes {

	private ExtendedAttributes() {
	}

	static void copy(Path file, Path temp, MetadataPolicy policy) throws FileSystemException {
		if (policy.ignores(MetadataAspect.EXTENDED_ATTRIBUTES)) {
			return;
		}
		UserDefinedFileAttributeView from = view(file);
		UserDefinedFileAttributeView to = view(temp);
		boolean required = policy.requires(MetadataAspect.EXTENDED_ATTRIBUTES);
		if (from != null && to != null) {
			copy(file, from, to, required);
		}
		else if (required) {
			throw MetadataRefusals.untold(file, MetadataAspect.EXTENDED_ATTRIBUTES);
		}
	}

	private static @Nullable UserDefinedFileAttributeView view(Path file) {
		return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * One that cannot be copied does not keep the next one from it.
	 */
	private static void copy(Path file, UserDefinedFileAttributeView from, UserDefinedFileAttributeView to,
			boolean required) throws FileSystemException {
		for (String name : names(file, from, required)) {
			copyOne(file, name, from, to, required);
		}
	}

	private static List<String> names(Path file, UserDefinedFileAttributeView from, boolean required)
			throws FileSystemException {
		try {
			return from.list();
		}
		catch (IOException ex) {
			refuseIf(required, file, ex);
			return List.of();
		}
	}

	private static void copyOne(Path file, String name, UserDefinedFileAttributeView from,
			UserDefinedFileAttributeView to, boolean required) throws FileSystemException {
		try {
			ByteBuffer value = ByteBuffer.allocate(from.size(name));
			from.read(name, value);
			to.write(name, value.flip());
		}
		catch (IOException ex) {
			refuseIf(required, file, ex);
		}
	}

	private static void refuseIf(boolean required, Path file, IOException cause) throws FileSystemException {
		if (required) {
			throw MetadataRefusals.refusal(file, MetadataAspect.EXTENDED_ATTRIBUTES,
					"its extended attributes cannot be kept", cause);
		}
	}

}
