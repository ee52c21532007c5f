package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.bench.Document;
import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * Those that can count in a document.
 */
public enum Rival {

	/** This library. */
	POLYSTORE_ATOMIC("polystore-atomic") {

		@Override
		Counter open(Path directory, Document initial) throws IOException {
			return new AtomicCounter(AtomicFileTemplate.builder().build(), directory, initial);
		}

	},

	/** What a good engineer writes with the JDK and Jackson alone. */
	HAND_WRITTEN("hand-written Java") {

		@Override
		Counter open(Path directory, Document initial) throws IOException {
			return new HandWrittenCounter(directory, initial);
		}

	},

	/** A database in a file. */
	SQLITE("SQLite") {

		@Override
		Counter open(Path directory, Document initial) throws IOException {
			return new SqliteCounter(directory, initial);
		}

	},

	/** The lock file that is renamed over what it locks. */
	JGIT("JGit LockFile") {

		@Override
		Counter open(Path directory, Document initial) throws IOException {
			return new JGitCounter(directory, initial);
		}

	},

	/** This library, with its locks in Redis. */
	LOCKS_IN_REDIS("polystore-atomic") {

		@Override
		Counter open(Path directory, Document initial) throws IOException {
			return new AtomicCounter(Redis.files(), directory, initial);
		}

	},

	/** The same, in many documents. */
	LOCKS_IN_REDIS_SPREAD("polystore-atomic, 16 documents") {

		@Override
		Counter open(Path directory, Document initial) throws IOException {
			return new AtomicCounter(Redis.files(), directory, initial, this::nameOfThread);
		}

		/** Nobody else's, as long as threads are numbered one after another. */
		private String nameOfThread() {
			return Document.NAME + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() % 16;
		}

	},

	/** One update for each lock in Redis. */
	REDIS_BY_HAND("one update per lock") {

		@Override
		Counter open(Path directory, Document initial) throws IOException {
			return new RedisCounter(directory, initial);
		}

	};

	private final String label;

	Rival(String label) {
		this.label = label;
	}

	/**
	 * Opens a counter, whose document comes into being if it is missing.
	 */
	public Counter openIn(Path parent, Document initial) throws IOException {
		return open(Files.createDirectories(parent.resolve(name())), initial);
	}

	abstract Counter open(Path directory, Document initial) throws IOException;

	/**
	 * Returns its name in tables.
	 */
	public String label() {
		return this.label;
	}

}
