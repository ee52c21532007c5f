package io.polystore.atomic.integration.keyvalue;

import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.test.ChildJvm;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.keyvalue.core.KeyValueTemplate;
import org.springframework.data.keyvalue.core.mapping.context.KeyValueMappingContext;

/**
 * A JVM that saves entities, of its own and one that it shares, and tells of each.
 */
final class KeyValueProcess {

	static final String SAVED = "saved ";

	private KeyValueProcess() {
	}

	static ChildJvm start(Path directory, String name, int notes) {
		ChildJvm child = ChildJvm.of(KeyValueProcess.class, directory.toString(), name, "" + notes).start();
		child.awaitLine("ready"::equals);
		return child;
	}

	static KeyValueTemplate template(Path directory) {
		KeyValueMappingContext<?, ?> context = new KeyValueMappingContext<>();
		JsonFileRepository documents = new JsonFileRepository(AtomicFileTemplate.builder().build(), JsonMapper.shared(),
				directory);
		return new KeyValueTemplate(new JsonFileKeyValueAdapter(documents, context), context);
	}

	/** Long enough for half of it to be noticed. */
	static String title(String author) {
		return author.repeat(5_000);
	}

	public static void main(String[] args) throws Exception {
		KeyValueTemplate template = template(Path.of(args[0]));
		String name = args[1];
		System.out.println("ready");
		System.in.read();
		for (int i = 0; i < Integer.parseInt(args[2]); i++) {
			template.update(new Note(name + "-" + i, name, title(name)));
			template.update(new Note("shared", name, title(name)));
			System.out.println(SAVED + name + "-" + i);
		}
	}

}
