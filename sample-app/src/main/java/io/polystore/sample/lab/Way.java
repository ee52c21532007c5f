package io.polystore.sample.lab;

import java.io.IOException;
import java.nio.file.Path;

import io.polystore.atomic.json.JsonFileRepository;
import org.jspecify.annotations.Nullable;

/**
 * The ways to update that are compared.
 */
enum Way {

	LIBRARY {

		@Override
		Updater standalone(Path directory, @Nullable Path lockDirectory) {
			return LibraryUpdater.standalone(directory, lockDirectory);
		}

		@Override
		Updater inApplication(JsonFileRepository documents, Path directory) {
			return LibraryUpdater.of(documents, directory);
		}

	},

	HAND_WRITTEN {

		@Override
		Updater standalone(Path directory, @Nullable Path lockDirectory) throws IOException {
			return new HandWrittenUpdater(directory);
		}

		@Override
		Updater inApplication(JsonFileRepository documents, Path directory) throws IOException {
			return new HandWrittenUpdater(directory);
		}

	};

	/**
	 * Opens the document in a program without Spring.
	 */
	abstract Updater standalone(Path directory, @Nullable Path lockDirectory) throws IOException;

	/**
	 * Opens the document in this application.
	 */
	abstract Updater inApplication(JsonFileRepository documents, Path directory) throws IOException;

}
