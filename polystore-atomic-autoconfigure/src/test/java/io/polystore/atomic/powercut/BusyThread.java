package io.polystore.atomic.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.VersionConflictException;
import io.polystore.atomic.json.Versioned;

/**
 * One thread that does all that can be done to documents, and logs it.
 * <p>
 * Those that are shared and counted never vanish, so that each change counts on. Those
 * that are contested are created and deleted by all. Those of its own nobody else
 * touches.
 */
final class BusyThread {

	private static final int SHARED = 20;

	private static final int CONTESTED = 10;

	private static final int OWN = 5;

	/** All threads meet in a new directory about each eighth of a second. */
	private static final int DIRECTORY_PERIOD_BITS = 27;

	private final String name;

	private final Random random;

	private final AtomicFileTemplate files;

	private final JsonFileRepository documents;

	private final OperationLog log;

	private int operations;

	BusyThread(String name, long seed, AtomicFileTemplate files, JsonFileRepository documents, OperationLog log) {
		this.name = name;
		this.random = new Random(seed);
		this.files = files;
		this.documents = documents;
		this.log = log;
	}

	void step() throws IOException {
		int choice = this.random.nextInt(100);
		if (choice < 35) {
			write(shared(), this::update);
		}
		else if (choice < 45) {
			write(shared(), this::exchange);
		}
		else if (choice < 55) {
			write(own("saved"), this::save);
		}
		else if (choice < 60) {
			delete(own("saved"));
		}
		else if (choice < 68) {
			write(own("streamed"), this::stream);
		}
		else if (choice < 76) {
			write(contested(), this::createNew);
		}
		else if (choice < 82) {
			write(contested(), this::saveIfAbsent);
		}
		else if (choice < 96) {
			delete(contested());
		}
		else {
			write(inNewDirectory(), (choice < 98) ? this::save : this::createNew);
		}
	}

	private String shared() {
		int number = this.random.nextInt(SHARED);
		return ((number % 2 == 0) ? "shared" : "deep/er/shared") + number;
	}

	private String contested() {
		return "contested/" + this.random.nextInt(CONTESTED);
	}

	private String own(String kind) {
		return "own/" + this.name + "/" + kind + this.random.nextInt(OWN);
	}

	private String inNewDirectory() {
		return "made/" + (System.nanoTime() >> DIRECTORY_PERIOD_BITS) + "/on-the-way/" + this.name + "-"
				+ this.operations;
	}

	private void write(String document, Write write) throws IOException {
		String operation = nextOperation();
		this.log.writes(operation, document);
		try {
			this.log.done(operation, write.run(document, operation));
		}
		catch (VersionConflictException | TargetExistsException ex) {
			this.log.refused(operation);
		}
	}

	private void delete(String document) throws IOException {
		String operation = nextOperation();
		this.log.deletes(operation, document);
		this.documents.delete(document);
		this.log.done(operation, 0);
	}

	private String nextOperation() {
		return this.name + "-" + (++this.operations);
	}

	private long update(String document, String operation) {
		return this.documents
			.update(document, WrittenDocument.class, () -> WrittenDocument.NOTHING,
					(current) -> content(operation, current.counter() + 1))
			.counter();
	}

	private long exchange(String document, String operation) {
		Optional<Versioned<WrittenDocument>> current = this.documents.findVersioned(document, WrittenDocument.class);
		long next = current.map(Versioned::value).orElse(WrittenDocument.NOTHING).counter() + 1;
		this.documents.save(document, content(operation, next), current.map(Versioned::version).orElse(Version.ABSENT));
		return next;
	}

	private long save(String document, String operation) {
		this.documents.save(document, content(operation, 0));
		return 0;
	}

	private long saveIfAbsent(String document, String operation) {
		this.documents.save(document, content(operation, 0), Version.ABSENT);
		return 0;
	}

	private long createNew(String document, String operation) {
		this.files.createNew(file(document), content(operation, 0).bytes());
		return 0;
	}

	private long stream(String document, String operation) {
		ByteBuffer content = ByteBuffer.wrap(content(operation, 0).bytes());
		this.files.write(file(document), (out) -> {
			WritableByteChannel channel = Channels.newChannel(out);
			while (content.hasRemaining()) {
				channel.write(content.slice(content.position(), Math.min(1000, content.remaining())));
				content.position(Math.min(content.position() + 1000, content.limit()));
			}
		});
		return 0;
	}

	private Path file(String document) {
		return this.documents.directory().resolve(document + ".json");
	}

	/** Most are small, some have many blocks. */
	private WrittenDocument content(String operation, long counter) {
		int length = (this.random.nextInt(10) == 0) ? 100_000 : 2_000;
		return WrittenDocument.of(operation, counter, this.random.nextInt(length));
	}

	/**
	 * Writes a document and returns its counter.
	 */
	@FunctionalInterface
	private interface Write {

		long run(String document, String operation);

	}

}
