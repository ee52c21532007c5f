package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.lock.LockHandle;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operation on real files, and how to see whether it has happened.
 */
enum RealOperation {

	WRITE("file") {

		@Override
		void run(Path directory, Runnable middle) {
			FILES.write(directory.resolve("file"), NEW);
		}

	},

	STREAM("file") {

		@Override
		void run(Path directory, Runnable middle) {
			FILES.write(directory.resolve("file"), (out) -> {
				out.write(NEW, 0, NEW.length / 2);
				out.flush();
				middle.run();
				out.write(NEW, NEW.length / 2, NEW.length - NEW.length / 2);
			});
		}

	},

	UPDATE("file") {

		@Override
		void run(Path directory, Runnable middle) {
			FILES.update(directory.resolve("file"), (content) -> {
				middle.run();
				return NEW;
			});
		}

	},

	SAVE("doc.json") {

		@Override
		void run(Path directory, Runnable middle) {
			DOCUMENTS.in(directory).save("doc", new Document(middle));
		}

	},

	CREATE_NEW("new") {

		@Override
		void run(Path directory, Runnable middle) {
			FILES.createNew(directory.resolve("new"), (out) -> {
				middle.run();
				out.write(NEW);
			});
		}

	},

	DELETE("file") {

		@Override
		void run(Path directory, Runnable middle) {
			FILES.delete(directory.resolve("file"));
		}

	},

	LOCK("own.lock") {

		@Override
		@SuppressWarnings("try")
		void run(Path directory, Runnable middle) {
			try (LockHandle lock = FILES.lock(directory.resolve("own.lock"))) {
				middle.run();
			}
		}

	};

	private static final AtomicFileTemplate FILES = AtomicFileTemplate.builder().build();

	private static final JsonFileRepository DOCUMENTS = new JsonFileRepository(FILES, JsonMapper.builder().build(),
			Path.of(""));

	private static final byte[] OLD = "old content".getBytes();

	private static final byte[] NEW = content();

	private static final String OLD_DOCUMENT = "{}";

	private final String target;

	RealOperation(String target) {
		this.target = target;
	}

	/** Some blocks. */
	private static byte[] content() {
		byte[] content = new byte[30_000];
		Arrays.fill(content, (byte) 'n');
		return content;
	}

	static void prepare(Path directory) throws IOException {
		Files.write(directory.resolve("file"), OLD);
		Files.writeString(directory.resolve("doc.json"), OLD_DOCUMENT);
	}

	/**
	 * Runs it.
	 * @param middle is called in the middle of it, if it has one
	 */
	abstract void run(Path directory, Runnable middle);

	/** What stands there: old or new; of a lock it is all the same. */
	String state(Path directory) throws IOException {
		Path file = directory.resolve(this.target);
		return switch (this) {
			case DELETE -> !Files.exists(file) ? "new" : state(Files.readAllBytes(file));
			case CREATE_NEW -> !Files.exists(file) ? "old" : state(Files.readAllBytes(file));
			case LOCK -> "locked";
			default -> state(Files.readAllBytes(file));
		};
	}

	private String state(byte[] content) {
		if (this == SAVE) {
			String text = new String(content);
			return text.equals(OLD_DOCUMENT) ? "old" : text.contains("n".repeat(NEW.length) + "\"") ? "new" : text;
		}
		return Arrays.equals(content, OLD) ? "old" : Arrays.equals(content, NEW) ? "new" : "torn: " + content.length;
	}

	/**
	 * Something happens while it is serialised, which is under the lock.
	 */
	private record Document(Runnable middle) {

		// read by Jackson
		public String getText() {
			this.middle.run();
			return new String(NEW);
		}

	}

}
