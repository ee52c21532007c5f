package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.json.JsonFileMapperCustomizer;
import io.polystore.atomic.json.JsonFileOptions;
import io.polystore.atomic.json.JsonFileRepository;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link JsonFileRepository} over
 * {@code polystore.atomic.directory}.
 * <p>
 * Its mapper is derived from the application's {@link JsonMapper} bean, if there is one,
 * and changed by the {@link JsonFileMapperCustomizer} beans, in their order. The
 * application does not start if the directory cannot be written to.
 *
 * @since 0.1
 */
@AutoConfiguration(after = AtomicFileAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(AtomicFileProperties.class)
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnSingleCandidate(AtomicFileOperations.class)
public final class JsonFileRepositoryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	JsonFileRepository jsonFileRepository(AtomicFileOperations files, AtomicFileProperties properties,
			ObjectProvider<JsonMapper> mapper, ObjectProvider<JsonFileMapperCustomizer> customizers) {
		JsonFileOptions options = properties.getJson()
			.toOptions()
			.withCustomizers(customizers.orderedStream().toList());
		Path directory = Path.of(properties.getDirectory());
		new WritableDirectory("polystore.atomic.directory", directory).check(files, WriteOptions.inherit());
		return new JsonFileRepository(files, mapper.getIfAvailable(JsonMapper::shared), directory, options);
	}

}
