package io.polystore.atomic.json;

/**
 * What an update does with properties of the file that the document's type does not know.
 *
 * @since 0.1
 */
public enum UnknownProperties {

	/**
	 * The update fails with {@link UnknownPropertyException} before the change is called:
	 * nothing is lost silently. The default.
	 * <p>
	 * Known is what Jackson reads into the type, including an any-setter, or writes from
	 * it: a property with only a getter does not fail. Names that the type merely ignores
	 * ({@code @JsonIgnore}, {@code @JsonIgnoreProperties}, {@code ignoreUnknown}) do. Not
	 * covered are names that a <em>single property</em> lists in its own
	 * {@code @JsonIgnoreProperties}, and deserializers that skip properties by
	 * themselves.
	 */
	FAIL,

	/**
	 * The update drops them.
	 */
	DROP

}
