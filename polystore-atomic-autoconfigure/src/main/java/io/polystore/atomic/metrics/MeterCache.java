package io.polystore.atomic.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Meters that are registered when they are first needed and found by one look-up from
 * then on. A registration that fails is tried again the next time.
 *
 * @param <K> what tells the meters apart: their tag values
 * @param <M> the type of the meters
 */
final class MeterCache<K, M> {

	private final Map<K, M> meters = new ConcurrentHashMap<>();

	private final Function<K, M> registration;

	MeterCache(Function<K, M> registration) {
		this.registration = registration;
	}

	M get(K key) {
		M meter = this.meters.get(key);
		return (meter != null) ? meter : this.meters.computeIfAbsent(key, this.registration);
	}

}
