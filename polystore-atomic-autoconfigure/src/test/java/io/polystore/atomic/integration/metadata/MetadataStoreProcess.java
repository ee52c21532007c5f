package io.polystore.atomic.integration.metadata;

import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.test.ChildJvm;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.integration.metadata.ConcurrentMetadataStore;

/**
 * A JVM that inserts keys, and tells of each one that it has inserted.
 */
final class MetadataStoreProcess {

	static final String INSERTED = "inserted ";

	private MetadataStoreProcess() {
	}

	static ChildJvm start(Path directory, String value, int keys) {
		ChildJvm child = ChildJvm.of(MetadataStoreProcess.class, directory.toString(), value, "" + keys).start();
		child.awaitLine("ready"::equals);
		return child;
	}

	static AtomicMetadataStore store(Path directory) {
		AtomicFileTemplate files = AtomicFileTemplate.builder().build();
		return new AtomicMetadataStore(new JsonFileRepository(files, JsonMapper.shared(), directory), "seen");
	}

	public static void main(String[] args) throws Exception {
		ConcurrentMetadataStore store = store(Path.of(args[0]));
		System.out.println("ready");
		System.in.read();
		for (int i = 0; i < Integer.parseInt(args[2]); i++) {
			if (store.putIfAbsent("key-" + i, args[1]) == null) {
				System.out.println(INSERTED + "key-" + i);
			}
		}
	}

}
