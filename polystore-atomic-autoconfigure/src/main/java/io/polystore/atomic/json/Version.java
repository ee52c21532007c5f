package io.polystore.atomic.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

import io.polystore.atomic.write.ContentHash;
import org.jspecify.annotations.Nullable;

/**
 * The version of a document: a hash of the bytes of its file, equal in every process and
 * on every host.
 * <p>
 * Equal bytes are the same version: a document that changes from A to B and back to A, or
 * that is deleted and created again with the same content, passes a comparison with the
 * version of A.
 * <p>
 * Immutable and thread-safe. {@link #toString()} is made of lower-case letters and digits
 * and fits an HTTP entity tag.
 *
 * @since 0.1
 */
public final class Version implements Serializable {

	private static final long serialVersionUID = 1L;

	/**
	 * The version of a document that does not exist.
	 */
	public static final Version ABSENT = new Version("absent");

	private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + ContentHash.LENGTH + "}");

	private final String value;

	private Version(String value) {
		this.value = value;
	}

	/**
	 * Returns the version of a document with this content.
	 * @param content the bytes of the file
	 * @return the first 128 bits of their SHA-256 hash
	 */
	public static Version of(byte[] content) {
		Objects.requireNonNull(content, "'content' must not be null");
		return new Version(ContentHash.of(content));
	}

	/**
	 * Returns the version that {@link #toString()} was called on.
	 * @param text 32 hexadecimal digits in lower case, or {@code absent}
	 * @return the version
	 * @throws IllegalArgumentException if the text is no version
	 */
	public static Version parse(String text) {
		Objects.requireNonNull(text, "'text' must not be null");
		if (text.equals(ABSENT.value)) {
			return ABSENT;
		}
		if (!HASH.matcher(text).matches()) {
			throw new IllegalArgumentException("A version must be %d hexadecimal digits in lower case, or '%s': '%s'"
				.formatted(ContentHash.LENGTH, ABSENT, Printable.of(text)));
		}
		return new Version(text);
	}

	/**
	 * Returns the version of a document of any size.
	 */
	static Version ofStream(InputStream content) throws IOException {
		return new Version(ContentHash.of(content));
	}

	static Version ofNullable(byte @Nullable [] content) {
		return (content != null) ? of(content) : ABSENT;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Version that && this.value.equals(that.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
