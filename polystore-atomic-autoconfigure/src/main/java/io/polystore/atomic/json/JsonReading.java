package io.polystore.atomic.json;

import java.nio.file.Path;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one value, the only one, from the bytes of a document.
 */
final class JsonReading {

	private final ObjectReader reader;

	JsonReading(JsonMapper mapper) {
		this.reader = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
	}

	<T> T read(Path file, byte[] content, JavaType type) {
		try (JsonParser parser = JsonText.parse(this.reader, file, content)) {
			return read(file, parser, type);
		}
	}

	private <T> T read(Path file, JsonParser parser, JavaType type) {
		try {
			if (parser.nextToken() == null) {
				throw corrupt(file, "no value", parser.currentLocation());
			}
			T value = this.reader.forType(type).readValue(parser);
			if (value == null) {
				throw corrupt(file, "null, which is no " + type.toCanonical(), parser.currentTokenLocation());
			}
			if (parser.nextToken() != null) {
				throw corrupt(file, "more after the end of the value", parser.currentTokenLocation());
			}
			return value;
		}
		catch (RuntimeException ex) {
			throw ReadFailure.translate(file, type, parser, ex);
		}
	}

	/**
	 * Reads one value to its end, with every number, and keeps nothing.
	 */
	void check(Path file, byte[] content) {
		try (JsonParser parser = JsonText.parse(this.reader, file, content)) {
			int values = 0;
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (token.isNumeric() && !parser.isNaN()) {
					parser.getDecimalValue();
				}
				values += parser.streamReadContext().inRoot() ? 1 : 0;
			}
			if (values != 1) {
				throw new IllegalStateException("%d values instead of one".formatted(values));
			}
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException("it could not be read back", ex);
		}
	}

	/**
	 * Whether it is one value, whatever can be read from it. What exceeds the limits of
	 * the parser counts as one: they are the application's.
	 */
	boolean isJson(Path file, byte[] content) {
		try (JsonParser parser = JsonText.parse(this.reader, file, content)) {
			int values = 0;
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (token == JsonToken.VALUE_STRING) {
					parser.getString();
				}
				values += parser.streamReadContext().inRoot() ? 1 : 0;
			}
			return values == 1;
		}
		catch (StreamConstraintsException ex) {
			return true;
		}
		catch (JacksonException | CorruptJsonException ex) {
			return false;
		}
	}

	private static CorruptJsonException corrupt(Path file, String problem, TokenStreamLocation location) {
		return new CorruptJsonException(file, problem, location.getLineNr(), location.getColumnNr(), null);
	}

}
