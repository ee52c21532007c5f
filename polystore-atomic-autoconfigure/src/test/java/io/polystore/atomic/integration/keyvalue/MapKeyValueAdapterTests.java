package io.polystore.atomic.integration.keyvalue;

import org.springframework.data.keyvalue.core.KeyValueAdapter;
import org.springframework.data.map.MapKeyValueAdapter;

/**
 * Shows that the contract is the one of Spring Data, and not made up here.
 */
class MapKeyValueAdapterTests extends AbstractKeyValueAdapterTests {

	private final KeyValueAdapter adapter = new MapKeyValueAdapter();

	@Override
	KeyValueAdapter adapter() {
		return this.adapter;
	}

}
