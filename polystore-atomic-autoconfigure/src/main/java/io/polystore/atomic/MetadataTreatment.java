package io.polystore.atomic;

/**
 * What a replace does about metadata of the file that it replaces.
 *
 * @since 0.1
 * @see MetadataPolicy
 */
public enum MetadataTreatment {

	/**
	 * Nobody looks at it: the new file has what every new file has.
	 */
	IGNORE,

	/**
	 * The new file gets it, as far as the process may and the file system can.
	 */
	PRESERVE,

	/**
	 * The new file gets it, or the write is refused and the old file stays as it is.
	 */
	REQUIRE;

	/**
	 * Returns the stricter one of two treatments.
	 * @param other the other treatment
	 * @return the one that keeps more
	 */
	public MetadataTreatment strictest(MetadataTreatment other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}
