package io.polystore.atomic.integration.keyvalue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.polystore.atomic.json.Change;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.VersionConflictException;
import io.polystore.atomic.json.Versioned;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.keyvalue.core.AbstractKeyValueAdapter;
import org.springframework.data.keyvalue.core.ForwardingCloseableIterator;
import org.springframework.data.keyvalue.core.mapping.KeyValuePersistentEntity;
import org.springframework.data.mapping.context.MappingContext;
import org.springframework.data.util.CloseableIterator;
import org.springframework.util.ClassUtils;

/**
 * Keeps the entities of Spring Data KeyValue as JSON documents: each is one file,
 * {@code <key space>/<id>.json}, shared safely by threads and processes.
 * <p>
 * An id is a {@link String}, whatever its characters and its length, a {@link UUID}, an
 * {@link Integer} or a {@link Long}. The file of {@code order-42} is
 * {@code order-42.json}; other characters than lower-case letters, digits, {@code '_'}
 * and {@code '-'} are escaped ({@code A} is {@code %41}), and the names of long ids are
 * hashes. The key space is the name of one directory. Files whose names are no ids are
 * none of the entities. As with every document there is a lock file for each entity,
 * which stays when the entity is deleted.
 * <p>
 * A file holds the entity as it is, without the name of its class: it is read as the type
 * that is asked for, or where none is, in {@code count} with a query, as the most general
 * type that the mapping context knows for the key space.
 * <p>
 * A {@code put} is one update of the file: it is complete or not made at all, and durable
 * (by default) when it returns. The last one wins: what another program has changed since
 * an entity was read is overwritten, so that whoever must not lose changes uses
 * {@link JsonFileRepository#update} on the document instead. A property that the entity's
 * class does not know is not lost, though: the {@code put} fails with
 * {@link io.polystore.atomic.json.UnknownPropertyException}. An {@code insert} of the
 * template looks first and puts then, so that of two at the same time both may succeed.
 * Several entities are not changed as one.
 * <p>
 * A query reads all files of the key space, however few it finds, and so does
 * {@code getAllOf}: their cost grows with the number of entities. Other programs may
 * change some of them meanwhile.
 * <p>
 * Immutable and thread-safe. An entity whose file is damaged is an error and not passed
 * over: every method that reads it fails with
 * {@link io.polystore.atomic.json.CorruptJsonException}, also {@code put} and
 * {@code delete}, and the file stays as it is; {@code deleteAllOf} removes it with the
 * others. Every method may throw the {@linkplain io.polystore.atomic.AtomicFileException
 * exceptions} of {@link JsonFileRepository}, and
 * {@link InvalidDataAccessApiUsageException} for an id or a key space that cannot be
 * used.
 *
 * @since 0.1
 */
public class JsonFileKeyValueAdapter extends AbstractKeyValueAdapter {

	private final JsonFileRepository documents;

	private final EntityTypes types;

	/**
	 * Creates an adapter.
	 * @param documents where the key spaces are directories
	 * @param context knows the entities; the same that the template uses
	 */
	public JsonFileKeyValueAdapter(JsonFileRepository documents,
			MappingContext<? extends KeyValuePersistentEntity<?, ?>, ?> context) {
		super(new EntityQueryEngine());
		this.documents = Objects.requireNonNull(documents, "'documents' must not be null");
		this.types = new EntityTypes(Objects.requireNonNull(context, "'context' must not be null"));
	}

	/**
	 * Creates or replaces an entity.
	 * @param id the id
	 * @param item the entity
	 * @param keyspace the key space
	 * @return the entity that it replaces, {@code null} if there was none
	 */
	@Override
	public @Nullable Object put(Object id, Object item, String keyspace) {
		return replace(name(id, keyspace), ClassUtils.getUserClass(item), item);
	}

	private <T> @Nullable T replace(String name, Class<T> type, Object item) {
		AtomicReference<@Nullable T> previous = new AtomicReference<>();
		Change<@Nullable T, RuntimeException> change = (current) -> {
			previous.set(current);
			return type.cast(item);
		};
		this.documents.update(name, type, change);
		return previous.get();
	}

	@Override
	public boolean contains(Object id, String keyspace) {
		return this.documents.exists(name(id, keyspace));
	}

	@Override
	public @Nullable Object get(Object id, String keyspace) {
		return get(id, keyspace, this.types.of(keyspace));
	}

	@Override
	public <T> @Nullable T get(Object id, String keyspace, Class<T> type) {
		return this.documents.find(name(id, keyspace), type).orElse(null);
	}

	@Override
	public @Nullable Object delete(Object id, String keyspace) {
		return delete(id, keyspace, this.types.of(keyspace));
	}

	@Override
	public <T> @Nullable T delete(Object id, String keyspace, Class<T> type) {
		String name = name(id, keyspace);
		Optional<Versioned<T>> found = this.documents.findVersioned(name, type);
		while (found.isPresent() && !isDeleted(name, found.get())) {
			found = this.documents.findVersioned(name, type);
		}
		return found.map(Versioned::value).orElse(null);
	}

	private boolean isDeleted(String name, Versioned<?> entity) {
		try {
			return this.documents.delete(name, entity.version());
		}
		catch (VersionConflictException ex) {
			// somebody was faster; the caller gets what is deleted, not what was before
			return false;
		}
	}

	@Override
	@SuppressWarnings("unchecked")
	public Iterable<Object> getAllOf(String keyspace) {
		return (Iterable<Object>) getAllOf(keyspace, this.types.of(keyspace));
	}

	@Override
	public <T> Iterable<T> getAllOf(String keyspace, Class<T> type) {
		return names(keyspace).flatMap((name) -> this.documents.find(name, type).stream()).toList();
	}

	@Override
	@SuppressWarnings("unchecked")
	public CloseableIterator<Map.Entry<Object, Object>> entries(String keyspace) {
		return entries(keyspace, (Class<Object>) this.types.of(keyspace));
	}

	@Override
	public <T> CloseableIterator<Map.Entry<Object, T>> entries(String keyspace, Class<T> type) {
		Stream<Map.Entry<Object, T>> entries = names(keyspace).flatMap((
				name) -> this.documents.find(name, type).map((entity) -> Map.entry(id(name, entity), entity)).stream());
		return new ForwardingCloseableIterator<>(entries.iterator());
	}

	/**
	 * The id as the entity has it, whose type the name does not tell, unless it was put
	 * under another one.
	 */
	private Object id(String name, Object entity) {
		String entityName = name.substring(name.lastIndexOf('/') + 1);
		Object own = this.types.id(entity);
		if (own != null && EntityName.of(text(own)).equals(entityName)) {
			return own;
		}
		return Optional.<Object>ofNullable(EntityName.id(entityName))
			.orElseThrow(() -> new InvalidDataAccessApiUsageException(
					"The id of the entity in '%s.json' is too long to be told by the name, and the entity does not have it; let its id property be written to the file"
						.formatted(name)));
	}

	/**
	 * Deletes all entities of a key space, also damaged ones, one after another.
	 * @param keyspace the key space
	 */
	@Override
	public void deleteAllOf(String keyspace) {
		names(keyspace).forEach(this.documents::delete);
	}

	/**
	 * Does nothing: every {@code KeyValueTemplate} calls it when the application ends,
	 * and files are there to outlive it. Use {@link #deleteAllOf} to delete.
	 */
	@Override
	public void clear() {
	}

	/**
	 * Counts the files, without reading them.
	 * @param keyspace the key space
	 * @return how many entities there are, damaged ones included
	 */
	@Override
	public long count(String keyspace) {
		return names(keyspace).count();
	}

	@Override
	public void destroy() {
		// the documents have a life of their own
	}

	private Stream<String> names(String keyspace) {
		String prefix = directory(keyspace);
		List<String> names = this.documents.names(prefix);
		return names.stream().filter((name) -> EntityName.isOne(name.substring(prefix.length())));
	}

	private static String name(Object id, String keyspace) {
		return directory(keyspace) + EntityName.of(text(id));
	}

	private static String directory(String keyspace) {
		if (keyspace.contains("/")) {
			throw new InvalidDataAccessApiUsageException(
					"The key space '%s' must be the name of one directory, without '/'; set it by @KeySpace"
						.formatted(keyspace));
		}
		return keyspace + "/";
	}

	private static String text(Object id) {
		if (id instanceof String || id instanceof UUID || id instanceof Integer || id instanceof Long) {
			return id.toString();
		}
		throw new InvalidDataAccessApiUsageException(
				"An id must not be of %s: use String, UUID, Integer or Long".formatted(id.getClass()));
	}

	@Override
	public String toString() {
		return "JsonFileKeyValueAdapter['%s']".formatted(this.documents.directory());
	}

}
