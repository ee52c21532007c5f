package io.polystore.atomic.autoconfigure;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * What this library offers to other libraries: {@code polystore.atomic.integration}.
 */
class IntegrationProperties {

	@NestedConfigurationProperty
	private final LockRegistryProperties lockRegistry = new LockRegistryProperties();

	@NestedConfigurationProperty
	private final ShedLockProperties shedlock = new ShedLockProperties();

	@NestedConfigurationProperty
	private final MetadataStoreProperties metadataStore = new MetadataStoreProperties();

	@NestedConfigurationProperty
	private final KeyValueProperties keyValue = new KeyValueProperties();

	public LockRegistryProperties getLockRegistry() {
		return this.lockRegistry;
	}

	public ShedLockProperties getShedlock() {
		return this.shedlock;
	}

	public MetadataStoreProperties getMetadataStore() {
		return this.metadataStore;
	}

	public KeyValueProperties getKeyValue() {
		return this.keyValue;
	}

}
