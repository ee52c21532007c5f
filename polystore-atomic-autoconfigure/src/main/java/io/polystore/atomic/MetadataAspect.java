package io.polystore.atomic;

/**
 * What belongs to a file beside its content, and does not come with a new file of the
 * same name by itself.
 *
 * @since 0.1
 * @see MetadataPolicy
 */
public enum MetadataAspect {

	/**
	 * The permissions of owner, group and others; with {@link MetadataTreatment#REQUIRE}
	 * on Unix the setuid, setgid and sticky bits, too, which are dropped otherwise.
	 */
	MODE(MetadataTreatment.PRESERVE),

	/**
	 * The owner. Only the superuser gives files away.
	 */
	OWNER(MetadataTreatment.PRESERVE),

	/**
	 * The group. A process can give a file to its own groups only. Where the group is
	 * another one than before, it gets no permission that everybody does not have.
	 */
	GROUP(MetadataTreatment.PRESERVE),

	/**
	 * Extended attributes that users may set: on Linux those of the namespace
	 * {@code user}.
	 */
	EXTENDED_ATTRIBUTES(MetadataTreatment.IGNORE),

	/**
	 * Other names of the same file, which keep the old content when it is replaced: they
	 * cannot be preserved. Those of versions that this library keeps do not count.
	 */
	HARD_LINKS(MetadataTreatment.IGNORE),

	/**
	 * An access control list beyond the mode, which cannot be preserved. On Linux it
	 * takes JNA to tell whether there is one, on macOS nothing can tell.
	 */
	ACL(MetadataTreatment.IGNORE);

	private final MetadataTreatment byDefault;

	MetadataAspect(MetadataTreatment byDefault) {
		this.byDefault = byDefault;
	}

	/**
	 * Returns the treatment that nobody has to ask for.
	 * @return the default
	 */
	public MetadataTreatment byDefault() {
		return this.byDefault;
	}

	/**
	 * Returns whether a replaced file can have it like the file before.
	 * @return whether {@link MetadataTreatment#PRESERVE} makes sense
	 */
	public boolean isPreservable() {
		return this != HARD_LINKS && this != ACL;
	}

}
