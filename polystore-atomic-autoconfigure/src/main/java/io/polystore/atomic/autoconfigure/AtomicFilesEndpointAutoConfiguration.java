package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.actuate.AtomicFilesEndpoint;
import io.polystore.atomic.actuate.LastSweep;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.probe.ProbeReports;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for {@link AtomicFilesEndpoint}, where the actuator exposes it:
 * {@code management.endpoints.web.exposure.include} and
 * {@code management.endpoint.atomicfiles.access} decide.
 *
 * @since 0.1
 */
@AutoConfiguration(after = AtomicFileAutoConfiguration.class)
@EnableConfigurationProperties(AtomicFileProperties.class)
@Import(AtomicFileDirectoriesConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnSingleCandidate(AtomicFileTemplate.class)
@ConditionalOnAvailableEndpoint(AtomicFilesEndpoint.class)
public final class AtomicFilesEndpointAutoConfiguration {

	@Bean
	LastSweep atomicFilesLastSweep() {
		return new LastSweep();
	}

	@Bean
	@ConditionalOnMissingBean
	AtomicFilesEndpoint atomicFilesEndpoint(AtomicFileTemplate files, AtomicFileDirectories directories,
			LastSweep lastSweep, ProbeReports probes) {
		return new AtomicFilesEndpoint(files, directories.documents(), lastSweep, probes);
	}

}
