package io.polystore.sample.pages;

import tools.jackson.core.JacksonException;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * JSON as people read and write it.
 */
@Component
class JsonText {

	private final JsonMapper mapper;

	private final ObjectWriter writer;

	JsonText(JsonMapper mapper) {
		this.mapper = mapper;
		this.writer = mapper.writer().with(layout());
	}

	private static PrettyPrinter layout() {
		DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
		Separators separators = Separators.createDefaultInstance()
			.withObjectNameValueSpacing(Spacing.AFTER)
			.withObjectEmptySeparator("")
			.withArrayEmptySeparator("");
		return new DefaultPrettyPrinter(separators).withObjectIndenter(indenter).withArrayIndenter(indenter);
	}

	String format(JsonNode content) {
		return this.writer.writeValueAsString(content);
	}

	/**
	 * Reads what somebody typed.
	 * @throws InvalidJsonException if it is no JSON
	 */
	JsonNode parse(String text) throws InvalidJsonException {
		try {
			JsonNode content = this.mapper.readTree(text);
			if (content.isMissingNode()) {
				throw new InvalidJsonException("There is nothing", 1, 1);
			}
			return content;
		}
		catch (JacksonException ex) {
			throw InvalidJsonException.of(ex);
		}
	}

}
