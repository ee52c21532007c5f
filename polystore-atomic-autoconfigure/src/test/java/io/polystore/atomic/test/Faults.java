package io.polystore.atomic.test;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The calls that reached a {@link FaultyFileSystem} in their order, what is to happen at
 * some of them, and what is open and locked. Thread-safe.
 */
public final class Faults {

	private final List<Fault> faults = new CopyOnWriteArrayList<>();

	private final List<Call> calls = new ArrayList<>();

	private final Map<Closeable, Path> open = new ConcurrentHashMap<>();

	private final Map<FileLock, Path> locks = new ConcurrentHashMap<>();

	private volatile int maxRead = Integer.MAX_VALUE;

	private volatile int maxWrite = Integer.MAX_VALUE;

	private volatile Observer observer = Observer.NONE;

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

	/** From now on nothing reads more bytes than these at once. */
	public void limitReads(int bytes) {
		this.maxRead = bytes;
	}

	/** From now on tells how every call ended, on its thread. */
	public void observe(Observer observer) {
		this.observer = observer;
	}

	/** What was opened and not closed: files, streams, directories. */
	public List<Path> open() {
		return List.copyOf(this.open.values());
	}

	/** Whether the kernel holds a lock on the first byte for one of these channels. */
	public boolean isLocked(Path file) {
		return this.locks.entrySet()
			.stream()
			.anyMatch(
					(lock) -> lock.getValue().equals(file) && lock.getKey().position() == 0 && lock.getKey().isValid());
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

	/** Forgets the calls, the faults and the observer. */
	public void clear() {
		this.faults.clear();
		this.maxRead = Integer.MAX_VALUE;
		this.maxWrite = Integer.MAX_VALUE;
		this.observer = Observer.NONE;
		synchronized (this.calls) {
			this.calls.clear();
		}
	}

	void opened(Closeable resource, Path path) {
		this.open.put(resource, path);
	}

	void closed(Closeable resource) {
		this.open.remove(resource);
	}

	void locked(FileLock lock, Path path) {
		this.locks.keySet().removeIf((earlier) -> !earlier.isValid());
		this.locks.put(lock, path);
	}

	int maxRead() {
		return this.maxRead;
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
		boolean done = false;
		Throwable failure = null;
		try {
			for (Fault fault : applying) {
				fault.runBefore();
			}
			boolean skipped = applying.stream().anyMatch(Fault::isSkipping);
			T result = skipped ? null : real.call();
			done = !skipped;
			for (Fault fault : applying) {
				fault.runAfter();
			}
			return result;
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			this.observer.returned(call, done, failure);
		}
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

	/**
	 * Sees the end of every call.
	 */
	@FunctionalInterface
	public interface Observer {

		Observer NONE = (call, done, failure) -> {
		};

		/**
		 * Is told of a call when it returns.
		 * @param call the call
		 * @param done whether it was really done, whatever is told
		 * @param failure what it throws, or {@code null}
		 */
		void returned(Call call, boolean done, Throwable failure);

	}

}
