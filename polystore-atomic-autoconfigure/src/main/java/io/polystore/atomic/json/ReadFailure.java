package io.polystore.atomic.json;

import java.nio.file.Path;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.PropertyBindingException;

/**
 * Says in our words why a document could not be read: Jackson's messages quote it.
 */
final class ReadFailure {

	private ReadFailure() {
	}

	static JsonFileException translate(Path file, JavaType type, JsonParser parser, RuntimeException failure) {
		if (failure instanceof JsonFileException known) {
			return known;
		}
		if (failure instanceof PropertyBindingException unknown) {
			return new UnknownPropertyException(file, property(unknown.getPath()), unknown.getReferringClass());
		}
		if (failure instanceof InvalidDefinitionException) {
			return new JsonFileException(file,
					"Cannot read '%s': Jackson cannot construct %s, see the cause".formatted(file, type.toCanonical()),
					failure);
		}
		return corrupt(file, type, location(parser, failure), failure);
	}

	private static CorruptJsonException corrupt(Path file, JavaType type, TokenStreamLocation location,
			RuntimeException failure) {
		return new CorruptJsonException(file, problem(type, failure), Math.max(location.getLineNr(), 1),
				Math.max(location.getColumnNr(), 1), RedactedException.of(failure));
	}

	private static TokenStreamLocation location(JsonParser parser, RuntimeException failure) {
		TokenStreamLocation location = (failure instanceof JacksonException jackson) ? jackson.getLocation() : null;
		return (location != null && location.getLineNr() > 0) ? location : parser.currentLocation();
	}

	private static String problem(JavaType type, RuntimeException failure) {
		if (failure instanceof UnexpectedEndOfInputException) {
			return "the content ends too early";
		}
		if (failure instanceof StreamConstraintsException) {
			return "a number, a string or the nesting exceeds the limits of the parser";
		}
		if (failure instanceof StreamReadException) {
			boolean duplicate = failure.getMessage() != null && failure.getMessage().startsWith("Duplicate");
			return duplicate ? "a property that was there before" : "a syntax error";
		}
		return "the content does not fit " + type.toCanonical();
	}

	private static String property(List<JacksonException.Reference> path) {
		StringBuilder property = new StringBuilder();
		for (JacksonException.Reference reference : path) {
			if (reference.getPropertyName() == null) {
				property.append('[').append(reference.getIndex()).append(']');
			}
			else {
				property.append(property.isEmpty() ? "" : ".").append(reference.getPropertyName());
			}
		}
		return property.toString();
	}

}
