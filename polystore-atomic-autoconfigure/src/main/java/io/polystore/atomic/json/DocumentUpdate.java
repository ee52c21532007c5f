package io.polystore.atomic.json;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * One update of one document: runs on the caller's thread while the document is locked,
 * and keeps the result for the caller.
 *
 * @param <T> the type of the document
 * @param <X> what the change may throw
 */
final class DocumentUpdate<T, X extends Exception> implements DocumentChange<X> {

	private final JsonCodec codec;

	private final Path file;

	private final JavaType type;

	private final @Nullable Supplier<? extends T> initial;

	private final @Nullable Version expected;

	private final NullableChange<T, X> change;

	private byte @Nullable [] refused;

	private @Nullable Stored<T> result;

	DocumentUpdate(JsonCodec codec, Path file, JavaType type, @Nullable Supplier<? extends T> initial,
			@Nullable Version expected, NullableChange<T, X> change) {
		this.codec = codec;
		this.file = file;
		this.type = type;
		this.initial = initial;
		this.expected = expected;
		this.change = change;
	}

	@Override
	public byte[] apply(byte @Nullable [] content) throws X {
		T value = this.change.apply(current(content));
		if (value == null) {
			throw new NullDocumentException(this.file, "The change");
		}
		byte[] bytes = this.codec.write(this.file, this.type, value);
		this.result = new Stored<>(value, bytes);
		// the very same array tells that there is nothing to write
		return (content != null && Arrays.equals(bytes, content)) ? content : bytes;
	}

	private @Nullable T current(byte @Nullable [] content) {
		if (content != null) {
			return existing(content);
		}
		Expectation.check(this.file, this.expected, null);
		return (this.initial != null) ? InitialValue.of(this.file, this.initial) : null;
	}

	private T existing(byte[] content) {
		this.refused = content;
		Expectation.check(this.file, this.expected, content);
		DocumentContent.checkSize(this.file, content.length, this.codec.limit());
		T value = this.codec.readForUpdate(this.file, content, this.type);
		this.refused = null;
		return value;
	}

	@Override
	public byte @Nullable [] refused() {
		return this.refused;
	}

	/**
	 * A change that has to be ready for {@code null}, and whose result may be.
	 */
	@FunctionalInterface
	interface NullableChange<T, X extends Exception> {

		@Nullable T apply(@Nullable T current) throws X;

	}

	Stored<T> result() {
		return Objects.requireNonNull(this.result, "The change has not run");
	}

}
