package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.integration.keyvalue.EnableJsonFileRepositories;
import io.polystore.atomic.integration.keyvalue.JsonFileKeyValueAdapter;
import io.polystore.atomic.json.JsonFileRepository;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.keyvalue.core.KeyValueAdapter;
import org.springframework.data.keyvalue.core.KeyValueTemplate;
import org.springframework.data.keyvalue.core.mapping.context.KeyValueMappingContext;

/**
 * Auto-configuration for what the repositories of {@link EnableJsonFileRepositories} use:
 * a {@link KeyValueTemplate} over the {@link JsonFileRepository}.
 * <p>
 * Without that annotation it does nothing: Spring Data KeyValue may be there for the sake
 * of Redis. With it, both can be used, since the beans have names of their own.
 *
 * @since 0.1
 */
@AutoConfiguration(after = JsonFileRepositoryAutoConfiguration.class)
@EnableConfigurationProperties(AtomicFileProperties.class)
@ConditionalOnClass(KeyValueAdapter.class)
@ConditionalOnSingleCandidate(JsonFileRepository.class)
@ConditionalOnBean(name = EnableJsonFileRepositories.MAPPING_CONTEXT_BEAN_NAME)
public final class JsonFileKeyValueAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	JsonFileKeyValueAdapter jsonFileKeyValueAdapter(JsonFileRepository documents, AtomicFileProperties properties,
			@Qualifier(EnableJsonFileRepositories.MAPPING_CONTEXT_BEAN_NAME) KeyValueMappingContext<?, ?> context) {
		// of the file system of the documents, which may be another one than the default
		Path directory = documents.directory()
			.getFileSystem()
			.getPath(properties.getIntegration().getKeyValue().getDirectory());
		return new JsonFileKeyValueAdapter(documents.in(directory), context);
	}

	/**
	 * Backs off by its name, and not for the template of another store.
	 */
	@Bean(EnableJsonFileRepositories.TEMPLATE_BEAN_NAME)
	@ConditionalOnMissingBean(name = EnableJsonFileRepositories.TEMPLATE_BEAN_NAME)
	KeyValueTemplate jsonFileKeyValueTemplate(JsonFileKeyValueAdapter adapter,
			@Qualifier(EnableJsonFileRepositories.MAPPING_CONTEXT_BEAN_NAME) KeyValueMappingContext<?, ?> context) {
		return new KeyValueTemplate(adapter, context);
	}

}
