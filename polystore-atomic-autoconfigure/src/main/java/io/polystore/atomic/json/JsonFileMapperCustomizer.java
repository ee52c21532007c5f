package io.polystore.atomic.json;

import tools.jackson.databind.json.JsonMapper;

/**
 * Changes the mapper of a repository, after the repository has set its own features.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface JsonFileMapperCustomizer {

	/**
	 * Customizes the mapper.
	 * @param builder the builder, derived from the application's mapper, which stays as
	 * it is
	 */
	void customize(JsonMapper.Builder builder);

}
