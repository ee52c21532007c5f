package io.polystore.atomic.update;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.update.Request.OwnFailureException;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One caller of the real pipeline, on a thread of its own.
 */
final class ModelledCaller {

	private final Request request;

	private final Gate change = new Gate();

	private final Gate changed = new Gate();

	private final AtomicInteger runs = new AtomicInteger();

	private final Background<String> update;

	private volatile String seen;

	private volatile Thread ranOn;

	ModelledCaller(Request request, Function<ContentChange<RuntimeException>, byte[]> pipeline) {
		this.request = request;
		this.changed.open();
		if (!request.stops()) {
			this.change.open();
		}
		this.update = Background.named(request.toString(), () -> update(pipeline));
	}

	static String text(byte[] content) {
		return (content != null) ? new String(content, StandardCharsets.UTF_8) : null;
	}

	private String update(Function<ContentChange<RuntimeException>, byte[]> pipeline) {
		String answer = answer(pipeline);
		return answer + (Thread.interrupted() ? ", interrupted" : "");
	}

	private String answer(Function<ContentChange<RuntimeException>, byte[]> pipeline) {
		try {
			return "told " + text(pipeline.apply(this::change));
		}
		catch (OwnFailureException ex) {
			return "own failure";
		}
		catch (AtomicWriteException ex) {
			return ex.outcome() + (hasOwn(ex) ? " and own failure" : "");
		}
		catch (FileLockInterruptedException ex) {
			return "not locked";
		}
	}

	private static boolean hasOwn(AtomicWriteException failure) {
		return failure.getSuppressed().length > 0 && failure.getSuppressed()[0] instanceof OwnFailureException;
	}

	private byte[] change(byte[] content) {
		this.runs.incrementAndGet();
		this.seen = text(content);
		this.ranOn = Thread.currentThread();
		this.change.run();
		this.changed.run();
		String result = this.request.applyTo(this.seen);
		if (result == null) {
			return null;
		}
		return result.equals(this.seen) ? content : result.getBytes(StandardCharsets.UTF_8);
	}

	void resume() {
		this.change.open();
	}

	void interrupt() {
		this.update.interrupt();
	}

	void awaitEnd() throws Exception {
		this.update.endsWithin(Duration.ofSeconds(5));
	}

	/** Waits until it is as far as it should be, and fails if it went on. */
	void check(ModelCaller expected) throws Exception {
		switch (expected.state()) {
			case QUEUED -> awaitWaitFor(Semaphore.class);
			case RUNNING -> this.change.awaitReached();
			case WAITING -> {
				this.changed.awaitReached();
				awaitWaitFor(CountDownLatch.class, CompletableFuture.class);
			}
			case ANSWERED ->
				assertThat(this.update.result()).as("answer to %s", this.request).isEqualTo(expected.answer());
		}
		boolean ran = expected.line() != null;
		assertThat(this.runs).as("runs of %s", this.request).hasValue(ran ? 1 : 0);
		assertThat(this.seen).as("seen by %s", this.request).isEqualTo(expected.seen());
		assertThat(this.ranOn).isSameAs(ran ? this.update.thread() : null);
	}

	/**
	 * A turn is a semaphore, a batch and the disk are latches, a thread of ours that
	 * writes is a future. Who waits for the pipeline's mutex, or was woken and has not
	 * run yet, is still on its way.
	 */
	private void awaitWaitFor(Class<?>... kinds) {
		if (!waitsFor(kinds)) {
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(1))
				.failFast(this.request + " returned", this.update::isDone)
				.until(() -> waitsFor(kinds));
		}
		assertThat(this.update.isDone()).as("return to %s", this.request).isFalse();
	}

	private boolean waitsFor(Class<?>... kinds) {
		Object blocker = LockSupport.getBlocker(this.update.thread());
		return blocker != null
				&& Stream.of(kinds).anyMatch((kind) -> blocker.getClass().getName().startsWith(kind.getName()));
	}

}
