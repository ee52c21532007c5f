package io.polystore.atomic.test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The calls that reached a {@link FaultyFileSystem} in their order, and what is to happen
 * at some of them. Thread-safe.
 */
public final class Faults {

	private final List<Fault> faults = new CopyOnWriteArrayList<>();

	private final List<Call> calls = new ArrayList<>();

	private volatile int maxWrite = Integer.MAX_VALUE;

	public Fault when(Predicate<Call> condition) {
		Fault fault = new Fault(condition);
		this.faults.add(fault);
		return fault;
	}

	public Fault on(String operation) {
		return when((call) -> call.is(operation));
	}

	public Fault on(String operation, Predicate<Path> path) {
		return when((call) -> call.is(operation) && path.test(call.path()));
	}

	/** At the n-th of all calls since the last {@link #clear()}, from 1. */
	public Fault at(int number) {
		return when((call) -> call.number() == number);
	}

	/** From now on no channel writes more bytes than these at once. */
	public void limitWrites(int bytes) {
		this.maxWrite = bytes;
	}

	public List<Call> calls() {
		synchronized (this.calls) {
			return List.copyOf(this.calls);
		}
	}

	public List<Call> calls(String operation) {
		return calls().stream().filter((call) -> call.is(operation)).toList();
	}

	public List<String> operations() {
		return calls().stream().map(Call::operation).toList();
	}

	/** Forgets the calls and the faults. */
	public void clear() {
		this.faults.clear();
		this.maxWrite = Integer.MAX_VALUE;
		synchronized (this.calls) {
			this.calls.clear();
		}
	}

	int maxWrite() {
		return this.maxWrite;
	}

	void run(String operation, Path path, Object detail, Fault.Hook real) throws IOException {
		call(operation, path, detail, () -> {
			real.run();
			return operation;
		});
	}

	<T> T call(String operation, Path path, Object detail, Real<T> real) throws IOException {
		Call call = record(operation, path, String.valueOf(detail));
		List<Fault> applying = this.faults.stream().filter((fault) -> fault.applies(call)).toList();
		for (Fault fault : applying) {
			fault.runBefore();
		}
		T result = applying.stream().anyMatch(Fault::isSkipping) ? null : real.call();
		for (Fault fault : applying) {
			fault.runAfter();
		}
		return result;
	}

	private Call record(String operation, Path path, String detail) {
		synchronized (this.calls) {
			Call call = new Call(this.calls.size() + 1, operation, path, detail, Thread.currentThread());
			this.calls.add(call);
			return call;
		}
	}

	/**
	 * The call itself.
	 *
	 * @param <T> the type of its result
	 */
	@FunctionalInterface
	interface Real<T> {

		T call() throws IOException;

	}

}
