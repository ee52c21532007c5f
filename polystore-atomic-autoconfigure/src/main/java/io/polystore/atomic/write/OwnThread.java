package io.polystore.atomic.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.ClosedChannelException;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Runs a write on its caller's own thread, as long as nobody interrupts it.
 * <p>
 * To hand it to one of {@link IoThreads} and back costs a sixth of a durable write. An
 * interrupt closes a channel in use, and so breaks the write before its rename: then it
 * is begun anew on one of those threads, with a temporary file of its own.
 */
final class OwnThread {

	private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

	private OwnThread() {
	}

	private static @Nullable MethodHandle isVirtual() {
		try {
			return MethodHandles.publicLookup()
				.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
		}
		catch (ReflectiveOperationException ex) {
			return null; // before Java 21
		}
	}

	/**
	 * Does work whose failures before the rename say so.
	 */
	static void run(Runnable write) {
		if (isPlatform(Thread.currentThread()) && !Thread.currentThread().isInterrupted()) {
			try {
				write.run();
				return;
			}
			catch (AtomicWriteException ex) {
				if (!isInterrupted(ex)) {
					throw ex;
				}
			}
		}
		runOnOurs(write);
	}

	private static boolean isPlatform(Thread thread) {
		try {
			return IS_VIRTUAL == null || !(boolean) IS_VIRTUAL.invokeExact(thread);
		}
		catch (Throwable ex) {
			throw new IllegalStateException("Thread.isVirtual does not throw", ex);
		}
	}

	/**
	 * Nobody else closes these channels.
	 */
	private static boolean isInterrupted(AtomicWriteException failure) {
		return failure.outcome() == Outcome.NOT_COMMITTED && failure.getCause() instanceof ClosedChannelException;
	}

	/**
	 * A failure shows where the caller stood, its cause where it happened.
	 */
	private static void runOnOurs(Runnable write) {
		try {
			IoThreads.call(() -> {
				write.run();
				return write;
			});
		}
		catch (AtomicWriteException ex) {
			ex.fillInStackTrace();
			throw ex;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
