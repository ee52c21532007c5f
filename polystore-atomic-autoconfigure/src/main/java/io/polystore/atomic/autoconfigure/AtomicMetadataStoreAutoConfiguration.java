package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.integration.metadata.AtomicMetadataStore;
import io.polystore.atomic.json.JsonFileRepository;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.context.IntegrationContextUtils;
import org.springframework.integration.metadata.MetadataStore;

/**
 * Auto-configuration for an {@link AtomicMetadataStore} in the
 * {@link JsonFileRepository}, if
 * {@code polystore.atomic.integration.metadata-store.enabled} is set.
 * <p>
 * The bean has the name by which the adapters of Spring Integration look for their
 * metadata store.
 *
 * @since 0.1
 */
@AutoConfiguration(after = JsonFileRepositoryAutoConfiguration.class)
@EnableConfigurationProperties(AtomicFileProperties.class)
@ConditionalOnClass(MetadataStore.class)
@ConditionalOnSingleCandidate(JsonFileRepository.class)
@ConditionalOnBooleanProperty("polystore.atomic.integration.metadata-store.enabled")
public final class AtomicMetadataStoreAutoConfiguration {

	@Bean(IntegrationContextUtils.METADATA_STORE_BEAN_NAME)
	@ConditionalOnMissingBean(MetadataStore.class)
	AtomicMetadataStore metadataStore(JsonFileRepository documents, AtomicFileProperties properties) {
		return new AtomicMetadataStore(documents, properties.getIntegration().getMetadataStore().getDocument());
	}

}
