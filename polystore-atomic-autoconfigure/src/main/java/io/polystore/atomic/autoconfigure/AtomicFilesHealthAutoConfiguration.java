package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.actuate.AtomicFilesHealthIndicator;
import io.polystore.atomic.core.AtomicFileTemplate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for {@link AtomicFilesHealthIndicator} on
 * {@code polystore.atomic.directory}, which {@code management.health.atomicfiles.enabled}
 * switches off.
 *
 * @since 0.1
 */
@AutoConfiguration(after = AtomicFileAutoConfiguration.class)
@EnableConfigurationProperties(AtomicFileProperties.class)
@Import(AtomicFileDirectoriesConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnSingleCandidate(AtomicFileTemplate.class)
@ConditionalOnEnabledHealthIndicator("atomicfiles")
public final class AtomicFilesHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "atomicFilesHealthIndicator", "atomicFilesHealthContributor" })
	AtomicFilesHealthIndicator atomicFilesHealthIndicator(AtomicFileTemplate files, AtomicFileProperties properties,
			AtomicFileDirectories directories) {
		return new AtomicFilesHealthIndicator(files, directories.documents(), properties.getHealth().toSettings());
	}

}
