package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.polystore.atomic.Durability;

/**
 * One operation of the library, what it starts from, and what is known of it.
 *
 * @param name its name
 * @param durability how durable it writes
 * @param setup makes what there is before
 * @param action calls the library
 * @param target the file that it is about, relative
 * @param lock the lock file that must be held from the rename on, relative, or
 * {@code null}
 * @param locks all lock files that it takes, relative
 * @param traits what else is special
 */
record Operation(String name, Durability durability, Setup setup, Action action, String target, String lock,
		List<String> locks, Set<Trait> traits) {

	static Operation of(String name, Setup setup, Action action) {
		return new Operation(name, Durability.FULL, setup, action, "file", null, List.of(), Set.of());
	}

	Operation with(Durability other) {
		return new Operation(this.name, other, this.setup, this.action, this.target, this.lock, this.locks,
				this.traits);
	}

	Operation on(String other) {
		return new Operation(this.name, this.durability, this.setup, this.action, other, this.lock, this.locks,
				this.traits);
	}

	/** Writes under that lock. */
	Operation under(String lockFile) {
		return new Operation(this.name, this.durability, this.setup, this.action, this.target, lockFile,
				List.of(lockFile), this.traits);
	}

	/** Takes those locks, and writes nothing. */
	Operation locking(String... lockFiles) {
		return new Operation(this.name, this.durability, this.setup, this.action, this.target, this.lock,
				List.of(lockFiles), this.traits);
	}

	Operation with(Trait trait) {
		return new Operation(this.name, this.durability, this.setup, this.action, this.target, this.lock, this.locks,
				Set.of(trait));
	}

	boolean is(Trait trait) {
		return this.traits.contains(trait);
	}

	@Override
	public String toString() {
		return (this.durability == Durability.FULL) ? this.name : this.name + ", " + this.durability;
	}

	/**
	 * What is special about an operation.
	 */
	enum Trait {

		/** The file was deleted before, and the deletion not forced. */
		ABSENCE_UNFORCED,

		/** It asks for other permissions than those of the file. */
		PERMISSIONS,

		/** What was written is thrown away, and so is what went wrong with it. */
		ABANDONED

	}

	/**
	 * Makes what there is before.
	 */
	@FunctionalInterface
	interface Setup {

		void prepare(Path directory) throws IOException;

	}

	/**
	 * Calls the library.
	 */
	@FunctionalInterface
	interface Action {

		/**
		 * Returns what must be the same whatever was survived.
		 */
		Object run(Subject subject) throws Exception;

	}

}
