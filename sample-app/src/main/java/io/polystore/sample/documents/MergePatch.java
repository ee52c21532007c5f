package io.polystore.sample.documents;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON merge patch (RFC 7396): what an object names replaces, {@code null} removes,
 * objects merge, everything else replaces as a whole.
 */
final class MergePatch {

	static final String MEDIA_TYPE = "application/merge-patch+json";

	private MergePatch() {
	}

	static JsonNode apply(@Nullable JsonNode target, JsonNode patch) {
		if (!(patch instanceof ObjectNode changes)) {
			return patch;
		}
		ObjectNode result = (target instanceof ObjectNode object) ? object.deepCopy()
				: JsonNodeFactory.instance.objectNode();
		changes.properties().forEach((change) -> apply(result, change));
		return result;
	}

	private static void apply(ObjectNode result, Map.Entry<String, JsonNode> change) {
		String name = change.getKey();
		if (change.getValue().isNull()) {
			result.remove(name);
		}
		else {
			result.set(name, apply(result.get(name), change.getValue()));
		}
	}

}
