package io.polystore.atomic.json;

import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.core.AtomicFileTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JVM that finds a corrupt document, and says whether it was the one to restore it.
 */
final class RestoringProcess {

	private RestoringProcess() {
	}

	public static void main(String[] args) throws Exception {
		RecoveryOptions recovery = new RecoveryOptions(5, CorruptionPolicy.RESTORE)
			.withListeners(List.of((told) -> System.out.println(told.outcome())));
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().lockDirectory(Path.of(args[1])).build()) {
			JsonFileRepository documents = new JsonFileRepository(files, JsonMapper.builder().build(), Path.of(args[0]),
					JsonFileOptions.defaults().withRecovery(recovery));
			System.out.println("ready");
			System.in.read();
			JsonNode account = documents.find("account", JsonNode.class).orElseThrow();
			System.out.println("found " + account.get("balance").asInt());
		}
	}

}
