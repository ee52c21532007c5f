package io.polystore.atomic.powercut;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

import io.polystore.atomic.Durability;
import io.polystore.atomic.test.FaultyFileSystem;

/**
 * Which forces of the protocol take place.
 */
enum Forces {

	ALL(Durability.FULL),

	NONE(Durability.NONE),

	/** Is what FILE means. */
	NOT_OF_DIRECTORIES(Durability.FILE),

	/** No durability means this. */
	NOT_OF_FILES(Durability.FULL) {

		@Override
		Path directory(Path directory) {
			FaultyFileSystem fileSystem = new FaultyFileSystem();
			fileSystem.faults().on("force", Predicate.not(Files::isDirectory)).always().skip();
			return fileSystem.path(directory);
		}

	};

	private final Durability durability;

	Forces(Durability durability) {
		this.durability = durability;
	}

	Durability durability() {
		return this.durability;
	}

	/** The same directory, by way of what leaves forces out. */
	Path directory(Path directory) {
		return directory;
	}

}
