package io.polystore.atomic.probe;

import java.util.Locale;

/**
 * What is probed.
 *
 * @since 0.1
 */
public enum ProbeCheck {

	/**
	 * The kind of the file system: what is shared by hosts, lies in memory or goes with a
	 * container.
	 */
	FILE_SYSTEM,

	/**
	 * A file is created, read back and deleted.
	 */
	WRITE,

	/**
	 * A file is replaced, also while a reader has it open.
	 */
	REPLACE,

	/**
	 * A file is forced, if the durability asks for it.
	 */
	FILE_FORCE,

	/**
	 * The directory is forced, if the durability asks for it.
	 */
	DIRECTORY_FORCE,

	/**
	 * A file gets a second name, as {@code createNew} does it.
	 */
	HARD_LINK,

	/**
	 * Names that differ in upper and lower case are different files.
	 */
	LETTER_CASE,

	/**
	 * Names that differ in the composition of their characters are different files.
	 */
	UNICODE_FORM,

	/**
	 * A file is locked and unlocked, and the lock excludes other processes.
	 */
	LOCK;

	/**
	 * Returns the name of this check in properties.
	 * @return the name, such as {@code file-system}
	 */
	public String propertyValue() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
