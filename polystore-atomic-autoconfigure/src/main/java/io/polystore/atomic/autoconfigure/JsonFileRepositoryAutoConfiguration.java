package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.json.JsonFileMapperCustomizer;
import io.polystore.atomic.json.JsonFileOptions;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.RecoveryListener;
import io.polystore.atomic.probe.DirectoryRole;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for {@link JsonFileRepository} over
 * {@code polystore.atomic.directory}.
 * <p>
 * Its mapper is derived from the application's {@link JsonMapper} bean, if there is one,
 * and changed by the {@link JsonFileMapperCustomizer} beans, in their order. The
 * application does not start if the directory cannot be used:
 * {@code polystore.atomic.probe.*} decides how that is found out, and
 * {@link io.polystore.atomic.probe.ProbeReports} tells what was found.
 * <p>
 * What comes of documents that are no JSON is told to every {@link RecoveryListener}
 * bean, and published as a {@link DocumentRestoredEvent} if one was restored.
 *
 * @since 0.1
 */
@AutoConfiguration(after = AtomicFileAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(AtomicFileProperties.class)
@Import({ AtomicFileDirectoriesConfiguration.class, DirectoryProbeConfiguration.class })
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnSingleCandidate(AtomicFileOperations.class)
public final class JsonFileRepositoryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	JsonFileRepository jsonFileRepository(AtomicFileOperations files, AtomicFileProperties properties,
			AtomicFileDirectories directories, ObjectProvider<JsonMapper> mapper,
			ObjectProvider<JsonFileMapperCustomizer> customizers, ObjectProvider<RecoveryListener> listeners,
			ApplicationEventPublisher publisher, StartUpCheck startUpCheck) {
		RecoveryConfigurer recovery = new RecoveryConfigurer(properties.getRecovery());
		JsonFileOptions options = properties.getJson()
			.toOptions()
			.withCustomizers(customizers.orderedStream().toList())
			.withRecovery(recovery.options(listeners(listeners, publisher)));
		Path directory = directories.documents();
		startUpCheck.check("polystore.atomic.directory", directory, role(directories), files, WriteOptions.inherit());
		recovery.check(directory);
		return new JsonFileRepository(files, mapper.getIfAvailable(JsonMapper::shared), directory, options);
	}

	private static DirectoryRole role(AtomicFileDirectories directories) {
		return (directories.locks() != null) ? DirectoryRole.FILES : DirectoryRole.FILES_AND_LOCKS;
	}

	private static List<RecoveryListener> listeners(ObjectProvider<RecoveryListener> listeners,
			ApplicationEventPublisher publisher) {
		return Stream.concat(listeners.orderedStream(), Stream.of(new DocumentRestoredEventPublisher(publisher)))
			.toList();
	}

}
