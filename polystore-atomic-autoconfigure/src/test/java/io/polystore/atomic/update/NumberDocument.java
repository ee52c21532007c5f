package io.polystore.atomic.update;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.VersionConflictException;
import io.polystore.atomic.json.Versioned;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import tools.jackson.databind.json.JsonMapper;

/**
 * A number in a document of its own that several threads share.
 */
@Param(name = "small", gen = IntGen.class, conf = "1:3")
@Param(name = "limit", gen = IntGen.class, conf = "1:6")
public class NumberDocument {

	private static final AtomicInteger DOCUMENTS = new AtomicInteger();

	/** Made once: there are thousands of documents. */
	private static final JsonFileRepository ANYWHERE = new JsonFileRepository(
			AtomicFileTemplate.builder().durability(Durability.NONE).build(), JsonMapper.builder().build(),
			Path.of("target"));

	private final JsonFileRepository documents = ANYWHERE.in(LinearizabilityCheck.directory());

	private final String name = "document-" + DOCUMENTS.incrementAndGet();

	private final PersistentCallers callers = new PersistentCallers();

	@Operation
	public int add(@Param(name = "small") int summand) throws Exception {
		return this.callers.call(() -> this.documents.update(this.name, Integer.class,
				(number) -> SequentialNumber.value(number) + summand));
	}

	@Operation
	public int addBelow(@Param(name = "limit") int limit, @Param(name = "small") int summand) throws Exception {
		return this.callers.call(() -> this.documents.update(this.name, Integer.class,
				(number) -> SequentialNumber.sumBelow(limit, number, summand)));
	}

	@Operation
	public int addOptimistically(@Param(name = "small") int summand) throws Exception {
		while (true) {
			Versioned<Integer> found = this.documents.findVersioned(this.name, Integer.class).orElse(null);
			int sum = ((found != null) ? found.value() : 0) + summand;
			try {
				save(sum, (found != null) ? found.version() : Version.ABSENT);
				return sum;
			}
			catch (VersionConflictException ex) {
				Thread.yield();
			}
		}
	}

	private void save(int number, Version expected) throws Exception {
		this.callers.call(() -> this.documents.save(this.name, number, expected));
	}

	@Operation
	public boolean delete() throws Exception {
		return this.callers.call(() -> this.documents.delete(this.name));
	}

	@Operation
	public Integer find() {
		return this.documents.find(this.name, Integer.class).orElse(null);
	}

	@Operation
	public void interruptCallers() {
		this.callers.interrupt();
	}

}
