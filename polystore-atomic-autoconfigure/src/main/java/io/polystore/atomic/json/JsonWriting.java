package io.polystore.atomic.json;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the bytes of a document from a value, and only such that can be read back.
 */
final class JsonWriting {

	private final ObjectWriter writer;

	private final JsonReading reading;

	private final long limit;

	JsonWriting(JsonMapper mapper, int indent, long limit) {
		this.writer = (indent > 0) ? mapper.writer().with(PythonLayout.indentedBy(indent)) : mapper.writer();
		this.reading = new JsonReading(mapper);
		this.limit = limit;
	}

	byte[] write(Path file, @Nullable JavaType type, Object value) {
		BoundedOutput output = new BoundedOutput(this.limit);
		try {
			write(output, writerFor(type, value), value);
			byte[] content = output.toByteArray();
			// raw values and numbers without end may be no JSON
			this.reading.check(file, content);
			return content;
		}
		catch (RuntimeException ex) {
			if (output.isExceeded()) {
				throw new DocumentTooLargeException(file, this.limit);
			}
			throw new JsonFileException(file, "Cannot write a %s as JSON to '%s' (%s); nothing was changed"
				.formatted(value.getClass().getName(), file, ex.getMessage()), ex);
		}
	}

	private void write(BoundedOutput output, ObjectWriter valueWriter, Object value) {
		try (JsonGenerator generator = new PythonGenerator(this.writer.createGenerator(output))) {
			valueWriter.writeValue(generator, value);
		}
	}

	/**
	 * The declared type carries what the class of a container has lost: the type of its
	 * elements, and with it their type ids.
	 */
	private ObjectWriter writerFor(@Nullable JavaType type, Object value) {
		boolean declared = type != null && (type.isContainerType() || type.isReferenceType()
				|| (type.hasGenericTypes() && type.hasRawClass(value.getClass())));
		return declared ? this.writer.forType(type) : this.writer;
	}

}
