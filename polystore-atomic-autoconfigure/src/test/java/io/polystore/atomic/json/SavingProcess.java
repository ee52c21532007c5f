package io.polystore.atomic.json;

import java.nio.file.Path;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Another JVM that changes a document many times, in the field {@code foreign}, and
 * prints each version that it made.
 */
final class SavingProcess {

	private SavingProcess() {
	}

	public static void main(String[] args) {
		JsonFileRepository documents = TestDocuments.in(Path.of(args[0]));
		int times = Integer.parseInt(args[2]);
		System.out.println("ready");
		for (int i = 0; i < times; i++) {
			System.out.println(
					"version " + documents
						.updateVersioned(args[1], ObjectNode.class, () -> JsonMapper.shared().createObjectNode(),
								(document) -> count(document, "foreign"))
						.version());
		}
	}

	static ObjectNode count(ObjectNode document, String field) {
		return document.put(field, document.path(field).asInt(0) + 1);
	}

}
