package io.polystore.atomic.json;

import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything about JSON that the repositories over one mapper share.
 */
final class JsonCodec {

	private final JsonMapper mapper;

	private final JsonReading finding;

	private final JsonReading updating;

	private final JsonWriting writing;

	private final long limit;

	JsonCodec(JsonMapper application, JsonFileOptions options) {
		this.mapper = JsonMappers.derive(application, options.customizers());
		this.finding = new JsonReading(this.mapper);
		this.updating = new JsonReading(JsonMappers.forUpdates(this.mapper, options.unknownProperties()));
		this.writing = new JsonWriting(this.mapper, options.indent(), options.maxDocumentSize());
		this.limit = options.maxDocumentSize();
	}

	long limit() {
		return this.limit;
	}

	JavaType type(Type type) {
		return this.mapper.constructType(Objects.requireNonNull(type, "'type' must not be null"));
	}

	<T> T read(Path file, byte[] content, JavaType type) {
		return this.finding.read(file, content, type);
	}

	/**
	 * Returns whether the content is exactly one value, to its end.
	 */
	boolean isWhole(Path file, byte[] content) {
		try {
			this.finding.check(file, content);
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	<T> T readForUpdate(Path file, byte[] content, JavaType type) {
		return this.updating.read(file, content, type);
	}

	boolean isJson(Path file, byte[] content) {
		return this.finding.isJson(file, content);
	}

	byte[] write(Path file, @Nullable JavaType type, Object value) {
		return this.writing.write(file, type, value);
	}

}
