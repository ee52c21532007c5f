package io.polystore.sample;

import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The ids by which an operation that is sent twice is recognised.
 */
public final class OperationIds {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

	private OperationIds() {
	}

	public static @Nullable String check(@Nullable String id) {
		Assert.isTrue(id == null || VALID.matcher(id).matches(),
				"'id' must have 1 to 128 letters, digits, dots, underscores, colons or hyphens");
		return id;
	}

	public static String orRandom(@Nullable String id) {
		return (id != null) ? id : UUID.randomUUID().toString();
	}

}
