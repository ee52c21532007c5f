package io.polystore.atomic.fault;

import java.util.List;
import java.util.function.Predicate;

/**
 * The faults that an operation may survive, by the place of the call. Anything else that
 * goes wrong must be told.
 */
enum Survival {

	/** A file system without locks is no reason not to write: the sweep goes by age. */
	LIVENESS(FaultKind::isChecked, "TempFile.lock"),

	/** Only the superuser gives files away; others keep what they may. */
	OWNER(FaultKind::isChecked, "Ownership.isSet"),

	/** It was opened for reading only, and forced. */
	DIRECTORY_CLOSE((kind) -> true, "DirectoryHandle.close<CleanUp.run<Replacement.close"),

	/** Whether it was done is found out afterwards, or it is tried again. */
	PUBLISH((kind) -> !kind.isError() && (kind.isAfter() || kind.isTransient()), "Replacement.publish<Transient.run"),

	/** The second attempt may find what the first one did. */
	PUBLISH_AGAIN((kind) -> !kind.isError(), "Replacement.publish<Transient.runAfter"),

	/** The file has its name; the temporary one is deleted once more. */
	SECOND_NAME((kind) -> !kind.isError(), "Publication$2.publish<Replacement.publish"),

	/** It has become the target, or what is left of it is the sweep's. */
	TEMP_OF_PUBLISHED((kind) -> true, "TempFile.discard<Replacement.publish"),

	/** Found out afterwards, or tried again, too. */
	DELETION((kind) -> !kind.isError() && (kind.isAfter() || kind.isTransient()), "Deletion.deleteOnce"),

	DELETION_AGAIN((kind) -> !kind.isError(), "Deletion.delete<Transient.runAfter"),

	/**
	 * Asked for the second attempt only: the first one, under the lock, may have done it.
	 */
	HELD_AGAIN((kind) -> !kind.isError(), "Pipeline.lastCheck<Transient.runAfter"),

	/** What seems to be no directory is made; that tells. */
	DIRECTORY_LOOK(FaultKind::isChecked, "Directories.create", "Directories.createMissing"),

	/** It is there. */
	DIRECTORY((kind) -> kind.isChecked() && kind.isAfter(), "Directories.isCreated"),

	/** Only so that no callback works in vain: the link decides. */
	CREATE_LOOK(FaultKind::isChecked, "Publication$2.metadata"),

	/** The lock is free all the same. */
	LOCK_CLOSE((kind) -> true, "JvmLock.close"),

	/** A full disk keeps nobody from locking. */
	LOCK_RECORD(FaultKind::isChecked, "FileChannelLock.record"),

	/** Any doubt is left to a closer look. */
	LINK_LOOK(FaultKind::isChecked, "DocumentDirectory.withoutLinks", "DocumentDirectory.realPath"),

	/** There is no document, whether or not there is a directory. */
	ABSENT_DOCUMENT(FaultKind::isChecked, "DocumentStore.delete"),

	/** A link that cannot be followed leads to no document. */
	LISTED_LINK(FaultKind::isChecked, "DocumentListing.isDocument");

	private final Predicate<FaultKind> kinds;

	private final List<String> places;

	Survival(Predicate<FaultKind> kinds, String... places) {
		this.kinds = kinds;
		this.places = List.of(places);
	}

	/**
	 * Who survives an interrupt, or a short transfer, has nothing to tell; and the JDK
	 * decides what its walk tells of a directory that it has read.
	 */
	static boolean isAllowed(Injection injection) {
		if (!injection.isFault() || injection.isCloseOfWalk()) {
			return true;
		}
		for (Survival survival : values()) {
			if (survival.allows(injection)) {
				return true;
			}
		}
		return false;
	}

	/** What may be left out of a result. */
	static boolean isOmission(Injection injection) {
		return LISTED_LINK.allows(injection);
	}

	private boolean allows(Injection injection) {
		String place = "<" + injection.place() + "<";
		return this.kinds.test(injection.kind())
				&& this.places.stream().anyMatch((part) -> place.contains("<" + part + "<"));
	}

}
