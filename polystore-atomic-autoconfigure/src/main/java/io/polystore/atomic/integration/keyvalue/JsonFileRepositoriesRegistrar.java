package io.polystore.atomic.integration.keyvalue;

import java.lang.annotation.Annotation;

import org.springframework.data.repository.config.RepositoryBeanDefinitionRegistrarSupport;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;

/**
 * Registers the repositories that {@link EnableJsonFileRepositories} finds.
 */
class JsonFileRepositoriesRegistrar extends RepositoryBeanDefinitionRegistrarSupport {

	@Override
	protected Class<? extends Annotation> getAnnotation() {
		return EnableJsonFileRepositories.class;
	}

	@Override
	protected RepositoryConfigurationExtension getExtension() {
		return new JsonFileRepositoriesExtension();
	}

}
