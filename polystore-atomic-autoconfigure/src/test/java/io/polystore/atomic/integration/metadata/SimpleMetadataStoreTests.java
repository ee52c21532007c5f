package io.polystore.atomic.integration.metadata;

import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.integration.metadata.SimpleMetadataStore;

/**
 * Shows that the contract is the one of Spring Integration, and not made up here.
 */
class SimpleMetadataStoreTests extends AbstractMetadataStoreTests {

	private final ConcurrentMetadataStore store = new SimpleMetadataStore();

	@Override
	ConcurrentMetadataStore store() {
		return this.store;
	}

}
