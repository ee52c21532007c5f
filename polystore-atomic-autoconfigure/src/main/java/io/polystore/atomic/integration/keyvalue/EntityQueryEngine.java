package io.polystore.atomic.integration.keyvalue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.keyvalue.core.PredicateQueryEngine;

/**
 * Answers a query from all entities of the key space, read as the type that is asked for:
 * the engine of Spring Data takes entities to know their own types.
 */
final class EntityQueryEngine extends PredicateQueryEngine {

	@Override
	@SuppressWarnings("unchecked")
	public <T> Collection<T> execute(@Nullable Predicate<?> criteria, @Nullable Comparator<?> sort, long offset,
			int rows, String keyspace, Class<T> type) {
		List<T> entities = new ArrayList<>();
		getRequiredAdapter().getAllOf(keyspace, type).forEach(entities::add);
		if (sort != null) {
			entities.sort((Comparator<? super T>) sort);
		}
		Stream<T> found = (criteria != null) ? entities.stream().filter((Predicate<? super T>) criteria)
				: entities.stream();
		Stream<T> rest = found.skip(Math.max(offset, 0));
		return ((rows > 0) ? rest.limit(rows) : rest).toList();
	}

}
