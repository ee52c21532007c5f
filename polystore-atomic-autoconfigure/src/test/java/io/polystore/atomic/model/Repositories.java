package io.polystore.atomic.model;

import java.nio.file.Path;

import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileOptions;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.UnknownProperties;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one process has: two repositories over one directory, each of a template of its
 * own.
 */
record Repositories(JsonFileRepository first, JsonFileRepository second) {

	static Repositories over(Path directory, Durability durability) {
		JsonFileOptions options = JsonFileOptions.defaults().withMaxDocumentSize(Item.LIMIT);
		return new Repositories(repository(directory, durability, options),
				repository(directory, durability, options.withUnknownProperties(UnknownProperties.DROP)));
	}

	private static JsonFileRepository repository(Path directory, Durability durability, JsonFileOptions options) {
		return new JsonFileRepository(AtomicFileTemplate.builder().durability(durability).build(),
				JsonMapper.builder().build(), directory, options);
	}

	JsonFileRepository get(View view) {
		return switch (view) {
			case FIRST -> this.first;
			case SECOND -> this.second;
			case INNER -> this.first.in(Path.of(View.INNER.base()));
		};
	}

}
