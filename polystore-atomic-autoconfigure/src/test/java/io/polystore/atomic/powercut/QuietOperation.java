package io.polystore.atomic.powercut;

import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Version;

/**
 * What is acknowledged immediately before the power is cut.
 */
enum QuietOperation {

	SAVE_OVER(true, "%s", (files, documents, name, content) -> documents.save(name, content)),

	SAVE_NEW(false, "%s", (files, documents, name, content) -> documents.save(name, content)),

	DELETE(true, "%s", (files, documents, name, content) -> documents.delete(name)),

	SAVE_IN_NEW_DIRECTORY(false, "new-%1$s/another/%1$s",
			(files, documents, name, content) -> documents.save(name, content)),

	CREATE_NEW(false, "%s",
			(files, documents, name, content) -> files.createNew(file(documents, name), content.bytes())),

	CREATE_NEW_IN_NEW_DIRECTORY(false, "new-%1$s/%1$s",
			(files, documents, name, content) -> files.createNew(file(documents, name), content.bytes())),

	SAVE_IF_ABSENT(false, "%s", (files, documents, name, content) -> documents.save(name, content, Version.ABSENT)),

	STREAM_OVER(true, "%s",
			(files, documents, name, content) -> files.write(file(documents, name),
					(out) -> out.write(content.bytes()))),

	STREAM_NEW(false, "%s",
			(files, documents, name, content) -> files.write(file(documents, name),
					(out) -> out.write(content.bytes()))),

	UPDATE(true, "%s",
			(files, documents, name, content) -> documents.update(name, WrittenDocument.class, (current) -> content)),

	UPDATE_NEW(false, "%s", (files, documents, name, content) -> documents.update(name, WrittenDocument.class,
			() -> WrittenDocument.NOTHING, (initial) -> content));

	private final boolean onExisting;

	private final String pattern;

	private final Action action;

	QuietOperation(boolean onExisting, String pattern, Action action) {
		this.onExisting = onExisting;
		this.pattern = pattern;
		this.action = action;
	}

	private static Path file(JsonFileRepository documents, String name) {
		return documents.directory().resolve(name + ".json");
	}

	/** Whether there is a document before. */
	boolean isOnExisting() {
		return this.onExisting;
	}

	/** The document that it is about. */
	String document(String name) {
		return this.pattern.formatted(name);
	}

	void run(AtomicFileTemplate files, JsonFileRepository documents, String name, WrittenDocument content) {
		this.action.run(files, documents, name, content);
	}

	/**
	 * How it is done.
	 */
	@FunctionalInterface
	private interface Action {

		void run(AtomicFileTemplate files, JsonFileRepository documents, String name, WrittenDocument content);

	}

}
