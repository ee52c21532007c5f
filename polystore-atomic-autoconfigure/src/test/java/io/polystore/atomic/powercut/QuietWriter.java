package io.polystore.atomic.powercut;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JVM that does one operation at a time, when it is told to, and says when it is done.
 */
final class QuietWriter {

	/** Several blocks. */
	private static final int LENGTH = 10_000;

	private QuietWriter() {
	}

	/**
	 * Starts to listen for lines with an operation, the document that it is about, and
	 * the id that goes into its content.
	 * @param args the directory of the documents, and which forces take place
	 */
	public static void main(String[] args) throws IOException {
		Forces forces = Forces.valueOf(args[1]);
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().durability(forces.durability()).build()) {
			JsonFileRepository documents = new JsonFileRepository(files, JsonMapper.builder().build(),
					forces.directory(Path.of(args[0])));
			BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				String[] words = line.split(" ");
				QuietOperation.valueOf(words[0])
					.run(files, documents, words[1], WrittenDocument.of(words[2], 0, LENGTH));
				System.out.println(acknowledgement(words[2]));
			}
		}
	}

	static String acknowledgement(String id) {
		return "done " + id;
	}

}
