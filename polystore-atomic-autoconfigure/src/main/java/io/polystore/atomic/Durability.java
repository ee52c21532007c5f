package io.polystore.atomic;

/**
 * What a completed write survives.
 * <p>
 * Every level is <em>atomic</em>: a reader sees the old content or the new one, never a
 * mix. The levels differ in what is <em>durable</em>, that is, still there after a power
 * cut.
 *
 * @since 0.1
 */
public enum Durability {

	/**
	 * The content is forced before the rename and the directory after it: once the call
	 * has returned, the new content survives a power cut. The default. Refused on a file
	 * system whose directories cannot be forced, unless the template was built to allow
	 * it.
	 */
	FULL,

	/**
	 * The content is forced before the rename, the directory is not: after a power cut
	 * the file holds the old content or the new one, whole.
	 */
	FILE,

	/**
	 * Nothing is forced: after a power cut the file may hold the old content, the new
	 * one, or nothing.
	 */
	NONE;

	/**
	 * Returns whether this level promises at least what {@code other} promises.
	 * @param other the level to compare with
	 * @return whether this level is as strong as {@code other}
	 */
	public boolean isAtLeast(Durability other) {
		return compareTo(other) <= 0;
	}

	/**
	 * Returns the stronger of this level and another.
	 * @param other the other level
	 * @return the stronger of the two
	 */
	public Durability strongest(Durability other) {
		return isAtLeast(other) ? this : other;
	}

}
