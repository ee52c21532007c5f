package io.polystore.atomic.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.write.StaleTempSweeper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations that are killed at each of their steps.
 */
enum SteppedOperation {

	WRITE_OVER {

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			files.writeString(directory.resolve(FILE), NEW);
		}

	},

	WRITE_NEW_IN_NEW_DIRECTORY {

		@Override
		void prepare(Path directory) {
		}

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			files.writeString(directory.resolve("new/below").resolve(FILE), NEW);
		}

	},

	CREATE_NEW {

		@Override
		void prepare(Path directory) {
		}

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			files.createNew(directory.resolve(FILE), NEW.getBytes(StandardCharsets.UTF_8));
		}

	},

	STREAM {

		@Override
		void run(AtomicFileTemplate files, Path directory) throws IOException {
			files.<IOException>write(directory.resolve(FILE), (out) -> {
				out.write(NEW.substring(0, NEW.length() / 2).getBytes(StandardCharsets.UTF_8));
				out.flush();
				out.write(NEW.substring(NEW.length() / 2).getBytes(StandardCharsets.UTF_8));
			});
		}

	},

	DELETE {

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			files.delete(directory.resolve(FILE));
		}

	},

	UPDATE {

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			documents(files, directory).update(NAME, ObjectNode.class, (document) -> document.put("number", 2));
		}

	},

	UPDATE_EXPECTED_VERSION {

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			Version expected = Version.of(OLD.getBytes(StandardCharsets.UTF_8));
			documents(files, directory).updateVersioned(NAME, ObjectNode.class, expected,
					(document) -> document.put("number", 2));
		}

	},

	UPDATE_THAT_DELETES {

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			files.update(directory.resolve(FILE), (content) -> null);
		}

	},

	SAVE {

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			documents(files, directory).save(NAME, 2);
		}

	},

	SAVE_ABSENT_IN_NEW_DIRECTORY {

		@Override
		void prepare(Path directory) {
		}

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			documents(files, directory).save("new/" + NAME, 2, Version.ABSENT);
		}

	},

	DELETE_DOCUMENT {

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			documents(files, directory).delete(NAME);
		}

	},

	WRITE_UNDER_LOCK {

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			files.execute(directory.resolve(LOCK), () -> files.writeString(directory.resolve(FILE), NEW));
		}

	},

	SWEEP {

		@Override
		void prepare(Path directory) throws IOException {
			super.prepare(directory);
			Files.writeString(directory.resolve(".document.json.0123456789abcdef01234567.polystore-tmp"), "{");
			Files.createDirectory(directory.resolve("below"));
			Files.writeString(directory.resolve("below/.other.json.123456789abcdef012345678.polystore-tmp"), "{");
		}

		@Override
		void run(AtomicFileTemplate files, Path directory) {
			new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP).sweep(directory);
		}

	};

	static final String NAME = "document";

	static final String FILE = NAME + ".json";

	static final String LOCK = FILE + ".lock";

	private static final String OLD = "{\n  \"number\": 1,\n  \"other\": \"old\"\n}";

	private static final String NEW = "{\n  \"number\": 2,\n  \"other\": \"new and longer\"\n}";

	/** Makes the state before, in this process. */
	void prepare(Path directory) throws IOException {
		Files.writeString(directory.resolve(FILE), OLD);
	}

	abstract void run(AtomicFileTemplate files, Path directory) throws Exception;

	private static JsonFileRepository documents(AtomicFileTemplate files, Path directory) {
		return new JsonFileRepository(files, JsonMapper.builder().build(), directory);
	}

}
