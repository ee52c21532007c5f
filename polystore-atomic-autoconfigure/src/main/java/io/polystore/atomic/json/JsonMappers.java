package io.polystore.atomic.json;

import java.util.List;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Derives the mappers of a repository from the application's, whose other settings stay.
 */
final class JsonMappers {

	private JsonMappers() {
	}

	static JsonMapper derive(JsonMapper application, List<JsonFileMapperCustomizer> customizers) {
		JsonMapper.Builder builder = application.rebuild();
		keepWhatIsRead(builder);
		writeLikePython(builder);
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private static void keepWhatIsRead(JsonMapper.Builder builder) {
		builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS, JsonNodeFeature.READ_NULL_PROPERTIES,
					JsonNodeFeature.WRITE_NULL_PROPERTIES)
			.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
			// an update could not write them back
			.disable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_YAML_COMMENTS);
	}

	private static void writeLikePython(JsonMapper.Builder builder) {
		builder.disable(SerializationFeature.INDENT_OUTPUT)
			.enable(JsonWriteFeature.QUOTE_PROPERTY_NAMES, JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
			.disable(JsonWriteFeature.ESCAPE_NON_ASCII, JsonWriteFeature.ESCAPE_FORWARD_SLASHES,
					JsonWriteFeature.WRITE_HEX_UPPER_CASE)
			// "NaN" in quotes would come back as a string
			.disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS);
	}

	/**
	 * Returns the mapper that reads for an update: what it accepts can be written back.
	 */
	static JsonMapper forUpdates(JsonMapper mapper, UnknownProperties unknownProperties) {
		JsonMapper.Builder builder = mapper.rebuild().disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
		if (unknownProperties == UnknownProperties.FAIL) {
			RefuseUnknownProperties.configure(builder, mapper);
		}
		return builder.build();
	}

}
