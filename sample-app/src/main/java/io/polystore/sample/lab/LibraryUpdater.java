package io.polystore.sample.lab;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import tools.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

/**
 * Updates with this library.
 */
final class LibraryUpdater implements Updater {

	private static final String NAME = "contended";

	/** All do the same work, whatever the application does otherwise. */
	private static final WriteOptions OPTIONS = WriteOptions.of(Durability.FULL).withKeptVersions(0);

	private final JsonFileRepository documents;

	private final Closeable owned;

	private LibraryUpdater(JsonFileRepository documents, Closeable owned) {
		this.documents = documents.with(OPTIONS);
		this.owned = owned;
	}

	/**
	 * Updates as an application does that has the library already.
	 * @param documents the application's repository
	 * @param directory where the document is
	 */
	static LibraryUpdater of(JsonFileRepository documents, Path directory) {
		return new LibraryUpdater(documents.in(directory), () -> {
		});
	}

	/**
	 * Updates as a program without Spring does.
	 * @param directory where the document is
	 * @param lockDirectory where the lock files are, {@code null} if beside the document
	 */
	static LibraryUpdater standalone(Path directory, @Nullable Path lockDirectory) {
		AtomicFileTemplate files = AtomicFileTemplate.builder()
			.applicationName("run-state lab")
			.lockDirectory(lockDirectory)
			.build();
		return new LibraryUpdater(new JsonFileRepository(files, JsonMapper.builder().build(), directory), files::close);
	}

	@Override
	public void add(OperationId id) {
		this.documents.update(NAME, Ledger.class, () -> Ledger.EMPTY, (ledger) -> ledger.with(id));
	}

	@Override
	public Ledger read() {
		return this.documents.find(NAME, Ledger.class).orElse(Ledger.EMPTY);
	}

	@Override
	public void close() throws IOException {
		this.owned.close();
	}

}
