package io.polystore.atomic.integration.keyvalue;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.keyvalue.core.mapping.KeyValuePersistentEntity;
import org.springframework.data.mapping.context.MappingContext;

/**
 * What is known about the classes of entities: files hold no class names.
 */
final class EntityTypes {

	private final MappingContext<? extends KeyValuePersistentEntity<?, ?>, ?> context;

	EntityTypes(MappingContext<? extends KeyValuePersistentEntity<?, ?>, ?> context) {
		this.context = context;
	}

	/**
	 * The type that all entities of a key space have.
	 */
	Class<?> of(String keyspace) {
		List<? extends Class<?>> types = this.context.getPersistentEntities()
			.stream()
			.filter((entity) -> keyspace.equals(entity.getKeySpace()))
			.map(KeyValuePersistentEntity::getType)
			.toList();
		return types.stream()
			.filter((type) -> types.stream().allMatch(type::isAssignableFrom))
			.findFirst()
			.orElseThrow(() -> new InvalidDataAccessApiUsageException(
					"The entities of the key space '%s' have no type in common that could be read, only %s; use a key space for each"
						.formatted(keyspace, types)));
	}

	@Nullable Object id(Object entity) {
		KeyValuePersistentEntity<?, ?> description = this.context.getPersistentEntity(entity.getClass());
		return (description != null) ? description.getIdentifierAccessor(entity).getIdentifier() : null;
	}

}
