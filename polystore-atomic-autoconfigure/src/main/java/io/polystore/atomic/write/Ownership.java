package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.MetadataAspect;
import io.polystore.atomic.MetadataPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Owner and group of a file that is replaced.
 */
final class Ownership {

	private final PresentFile file;

	private final MetadataPolicy policy;

	Ownership(PresentFile file, MetadataPolicy policy) {
		this.file = file;
		this.policy = policy;
	}

	/**
	 * Returns whether the new file has the old one's group, as far as is known. The group
	 * comes first: once the file is given away, it is not ours to change.
	 */
	boolean applyTo(TempFile temp) throws IOException {
		boolean group = apply(temp.path(), MetadataAspect.GROUP, "unix:gid", this.file.gid(), temp.gid());
		apply(temp.path(), MetadataAspect.OWNER, "unix:uid", this.file.uid(), temp.uid());
		return group;
	}

	private boolean apply(Path temp, MetadataAspect aspect, String attribute, @Nullable Integer old,
			@Nullable Object present) throws FileSystemException {
		if (old == null) {
			if (this.policy.requires(aspect)) {
				throw MetadataRefusals.untold(this.file.path(), aspect);
			}
			return true;
		}
		return old.equals(present) || (!this.policy.ignores(aspect) && isSet(temp, aspect, attribute, old));
	}

	/**
	 * Only the superuser gives files away; others keep what they may.
	 */
	private boolean isSet(Path temp, MetadataAspect aspect, String attribute, Integer value)
			throws FileSystemException {
		try {
			Files.setAttribute(temp, attribute, value);
			return true;
		}
		catch (IOException ex) {
			if (this.policy.requires(aspect)) {
				throw MetadataRefusals.refusal(this.file.path(), aspect,
						"this process cannot give a file the number %d".formatted(value), ex);
			}
			return false;
		}
	}

}
