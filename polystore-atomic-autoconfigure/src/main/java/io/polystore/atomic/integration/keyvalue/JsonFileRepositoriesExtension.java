package io.polystore.atomic.integration.keyvalue;

import org.springframework.data.keyvalue.repository.config.KeyValueRepositoryConfigurationExtension;

/**
 * Tells repositories which beans they use: others than those of maps or Redis, which may
 * be in the same application.
 */
class JsonFileRepositoriesExtension extends KeyValueRepositoryConfigurationExtension {

	@Override
	public String getModuleName() {
		return "JsonFile";
	}

	@Override
	protected String getModulePrefix() {
		return "jsonfile";
	}

	@Override
	protected String getDefaultKeyValueTemplateRef() {
		return EnableJsonFileRepositories.TEMPLATE_BEAN_NAME;
	}

	@Override
	protected String getMappingContextBeanRef() {
		return EnableJsonFileRepositories.MAPPING_CONTEXT_BEAN_NAME;
	}

}
