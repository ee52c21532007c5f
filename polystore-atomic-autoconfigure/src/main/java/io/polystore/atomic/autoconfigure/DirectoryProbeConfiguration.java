package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.probe.ProbeReports;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The check of the directories that properties name, and what it found.
 */
@Configuration(proxyBeanMethods = false)
class DirectoryProbeConfiguration {

	@Bean
	ProbeReports directoryProbeReports() {
		return new ProbeReports();
	}

	@Bean
	StartUpCheck directoryStartUpCheck(AtomicFileProperties properties, ProbeReports reports) {
		return new StartUpCheck(properties.getProbe(), reports);
	}

}
