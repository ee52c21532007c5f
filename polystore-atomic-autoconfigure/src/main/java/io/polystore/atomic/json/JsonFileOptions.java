package io.polystore.atomic.json;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How a repository reads and writes JSON.
 * <p>
 * Immutable and thread-safe: every {@code with} method returns a new instance.
 *
 * @since 0.1
 */
public final class JsonFileOptions {

	/**
	 * The spaces of one level of indentation: {@value}.
	 */
	public static final int DEFAULT_INDENT = 2;

	/**
	 * The largest indentation: {@value}.
	 */
	public static final int MAX_INDENT = 8;

	/**
	 * What an update does with properties that its type does not know.
	 */
	public static final UnknownProperties DEFAULT_UNKNOWN_PROPERTIES = UnknownProperties.FAIL;

	/**
	 * The size limit of a document in bytes, 16 MiB: {@value}.
	 */
	public static final long DEFAULT_MAX_DOCUMENT_SIZE = 16L * 1024 * 1024;

	/**
	 * The largest size limit of a document in bytes, 1 GiB: {@value}.
	 */
	public static final long LARGEST_MAX_DOCUMENT_SIZE = 1024L * 1024 * 1024;

	private static final JsonFileOptions DEFAULTS = new JsonFileOptions(DEFAULT_INDENT, DEFAULT_UNKNOWN_PROPERTIES,
			DEFAULT_MAX_DOCUMENT_SIZE, List.of(), RecoveryOptions.defaults());

	private final int indent;

	private final UnknownProperties unknownProperties;

	private final long maxDocumentSize;

	private final List<JsonFileMapperCustomizer> customizers;

	private final RecoveryOptions recovery;

	private JsonFileOptions(int indent, UnknownProperties unknownProperties, long maxDocumentSize,
			List<JsonFileMapperCustomizer> customizers, RecoveryOptions recovery) {
		this.indent = indent;
		this.unknownProperties = unknownProperties;
		this.maxDocumentSize = maxDocumentSize;
		this.customizers = customizers;
		this.recovery = recovery;
	}

	/**
	 * Returns the defaults.
	 * @return the default options
	 */
	public static JsonFileOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Returns these options with another indentation.
	 * @param indent the spaces of one level, from 0 (everything on one line, without any
	 * space) to {@link #MAX_INDENT}
	 * @return new options
	 * @throws IllegalArgumentException if the indentation is out of range
	 */
	public JsonFileOptions withIndent(int indent) {
		if (indent < 0 || indent > MAX_INDENT) {
			throw new IllegalArgumentException("'indent' must be between 0 and %d: %d".formatted(MAX_INDENT, indent));
		}
		return new JsonFileOptions(indent, this.unknownProperties, this.maxDocumentSize, this.customizers,
				this.recovery);
	}

	/**
	 * Returns these options with another treatment of unknown properties.
	 * @param unknownProperties what an update does with properties that its type does not
	 * know
	 * @return new options
	 */
	public JsonFileOptions withUnknownProperties(UnknownProperties unknownProperties) {
		Objects.requireNonNull(unknownProperties, "'unknownProperties' must not be null");
		return new JsonFileOptions(this.indent, unknownProperties, this.maxDocumentSize, this.customizers,
				this.recovery);
	}

	/**
	 * Returns these options with another size limit, for reading and for writing.
	 * @param maxDocumentSize the limit in bytes, from 1 to
	 * {@link #LARGEST_MAX_DOCUMENT_SIZE}
	 * @return new options
	 * @throws IllegalArgumentException if the limit is out of range
	 */
	public JsonFileOptions withMaxDocumentSize(long maxDocumentSize) {
		if (maxDocumentSize < 1 || maxDocumentSize > LARGEST_MAX_DOCUMENT_SIZE) {
			throw new IllegalArgumentException("'maxDocumentSize' must be between 1 and %d bytes: %d"
				.formatted(LARGEST_MAX_DOCUMENT_SIZE, maxDocumentSize));
		}
		return new JsonFileOptions(this.indent, this.unknownProperties, maxDocumentSize, this.customizers,
				this.recovery);
	}

	/**
	 * Returns these options with other customizers of the mapper.
	 * @param customizers the customizers, called in this order
	 * @return new options
	 */
	public JsonFileOptions withCustomizers(List<? extends JsonFileMapperCustomizer> customizers) {
		Objects.requireNonNull(customizers, "'customizers' must not be null");
		return new JsonFileOptions(this.indent, this.unknownProperties, this.maxDocumentSize, List.copyOf(customizers),
				this.recovery);
	}

	/**
	 * Returns these options with another way to deal with corrupt documents.
	 * @param recovery what is kept, and what is done then
	 * @return new options
	 */
	public JsonFileOptions withRecovery(RecoveryOptions recovery) {
		Objects.requireNonNull(recovery, "'recovery' must not be null");
		return new JsonFileOptions(this.indent, this.unknownProperties, this.maxDocumentSize, this.customizers,
				recovery);
	}

	/**
	 * Returns the spaces of one level of indentation.
	 * @return the indentation, 0 for everything on one line
	 */
	public int indent() {
		return this.indent;
	}

	/**
	 * Returns what an update does with properties that its type does not know.
	 * @return the treatment of unknown properties
	 */
	public UnknownProperties unknownProperties() {
		return this.unknownProperties;
	}

	/**
	 * Returns the size limit of a document.
	 * @return the limit in bytes
	 */
	public long maxDocumentSize() {
		return this.maxDocumentSize;
	}

	/**
	 * Returns the customizers of the mapper.
	 * @return the customizers, unmodifiable
	 */
	public List<JsonFileMapperCustomizer> customizers() {
		return this.customizers;
	}

	/**
	 * Returns how corrupt documents are dealt with.
	 * @return what is kept, and what is done then
	 */
	public RecoveryOptions recovery() {
		return this.recovery;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof JsonFileOptions that && this.indent == that.indent
				&& this.unknownProperties == that.unknownProperties && this.maxDocumentSize == that.maxDocumentSize
				&& this.customizers.equals(that.customizers) && this.recovery.equals(that.recovery);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.indent, this.unknownProperties, this.maxDocumentSize, this.customizers, this.recovery);
	}

	@Override
	public String toString() {
		return "JsonFileOptions[indent=" + this.indent + ", unknownProperties=" + this.unknownProperties
				+ ", maxDocumentSize=" + this.maxDocumentSize + ", customizers=" + this.customizers.size()
				+ ", recovery=" + this.recovery + "]";
	}

}
