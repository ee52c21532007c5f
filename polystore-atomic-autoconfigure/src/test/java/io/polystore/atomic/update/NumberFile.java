package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.Durability;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;

/**
 * A number in a file of its own that several threads share.
 */
@Param(name = "small", gen = IntGen.class, conf = "1:3")
@Param(name = "limit", gen = IntGen.class, conf = "1:6")
public class NumberFile {

	static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private static final LockOptions HASTY = LockOptions.of(Duration.ofNanos(20_000));

	private static final AtomicInteger FILES = new AtomicInteger();

	private final TestFiles files = new TestFiles(AtomicFileListener.NO_OP, TestFiles.LONG);

	private final Path file = LinearizabilityCheck.directory().resolve("number-" + FILES.incrementAndGet());

	private final PersistentCallers callers = new PersistentCallers();

	@Operation
	public int add(@Param(name = "small") int summand) throws Exception {
		return add(PATIENT, summand);
	}

	@Operation
	public int addInHaste(@Param(name = "small") int summand) throws Exception {
		return add(HASTY, summand);
	}

	private int add(LockOptions patience, int summand) throws Exception {
		return change(patience, (number) -> SequentialNumber.value(number) + summand).after();
	}

	@Operation
	public int addBelow(@Param(name = "limit") int limit, @Param(name = "small") int summand) throws Exception {
		return change(PATIENT, (number) -> SequentialNumber.sumBelow(limit, number, summand)).after();
	}

	@Operation
	public boolean compareAndSet(@Param(name = "limit") int expected, @Param(name = "small") int update)
			throws Exception {
		Integer next = update;
		return Objects.equals(change(PATIENT, (number) -> Objects.equals(number, expected) ? next : number).before(),
				expected);
	}

	@Operation
	public boolean delete() throws Exception {
		return change(PATIENT, (number) -> null).before() != null;
	}

	@Operation
	public Integer see() throws Exception {
		return change(PATIENT, UnaryOperator.identity()).after();
	}

	@Operation
	public Integer find() throws IOException {
		try {
			return number(Files.readAllBytes(this.file));
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	@Operation
	public void interruptCallers() {
		this.callers.interrupt();
	}

	private Changed change(LockOptions patience, UnaryOperator<Integer> change) throws Exception {
		return this.callers.call(() -> {
			AtomicReference<Integer> before = new AtomicReference<>();
			byte[] after = update(this.file, patience, (content) -> {
				before.set(number(content));
				Integer number = change.apply(before.get());
				return Objects.equals(number, before.get()) ? content : content(number);
			});
			return new Changed(before.get(), number(after));
		});
	}

	byte[] update(Path file, LockOptions patience, ContentChange<RuntimeException> change) {
		return this.files.update(file, WriteOptions.of(Durability.NONE), patience, change);
	}

	private static Integer number(byte[] content) {
		return (content != null) ? Integer.valueOf(new String(content, StandardCharsets.US_ASCII)) : null;
	}

	private static byte[] content(Integer number) {
		return (number != null) ? number.toString().getBytes(StandardCharsets.US_ASCII) : null;
	}

	/**
	 * What a change saw and what it made of it.
	 */
	private record Changed(Integer before, Integer after) {

	}

}
