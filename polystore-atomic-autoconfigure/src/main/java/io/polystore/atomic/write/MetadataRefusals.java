package io.polystore.atomic.write;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

import io.polystore.atomic.MetadataAspect;
import org.jspecify.annotations.Nullable;

/**
 * Why a file is not replaced whose metadata must be kept.
 */
final class MetadataRefusals {

	private MetadataRefusals() {
	}

	static FileSystemException refusal(Path file, MetadataAspect aspect, String reason, @Nullable Throwable cause) {
		String property = "polystore.atomic.write.metadata." + aspect.name().toLowerCase(Locale.ROOT).replace('_', '-');
		FileSystemException refusal = new FileSystemException(file.toString(), null,
				"%s ('%s' is 'require')".formatted(reason, property));
		refusal.initCause(cause);
		return refusal;
	}

	static FileSystemException untold(Path file, MetadataAspect aspect) {
		return refusal(file, aspect, "this file system, or Java on this platform, does not tell enough about it", null);
	}

}
