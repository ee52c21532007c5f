package io.polystore.atomic.json;

import java.nio.file.Path;

/**
 * The file holds a property that the type of the update does not know: the update would
 * have dropped it.
 * <p>
 * Add the property to the type, keep unknown ones with {@code @JsonAnySetter} and
 * {@code @JsonAnyGetter}, or choose {@link UnknownProperties#DROP}.
 *
 * @since 0.1
 */
public class UnknownPropertyException extends JsonFileException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final Class<?> type;

	/**
	 * Creates an exception.
	 * @param path the file
	 * @param property the property, as a path from the root of the document:
	 * {@code orders[2].owner}
	 * @param type the type that does not know it
	 */
	public UnknownPropertyException(Path path, String property, Class<?> type) {
		super(path,
				("Property '%s' of '%s' is unknown to %s, and an update would lose it: "
						+ "add it to the type, keep it with @JsonAnySetter, or choose to drop unknown properties")
					.formatted(Printable.of(property), path, type.getName()),
				null);
		this.property = property;
		this.type = type;
	}

	/**
	 * Returns the property.
	 * @return a path from the root of the document
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Returns the type that does not know the property.
	 * @return the type
	 */
	public Class<?> type() {
		return this.type;
	}

}
