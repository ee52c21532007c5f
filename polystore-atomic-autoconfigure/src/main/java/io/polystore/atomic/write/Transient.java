package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.RetryOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryListener;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.backoff.ExponentialBackOffPolicy;
import org.springframework.retry.backoff.FixedBackOffPolicy;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.retry.support.RetryTemplate;

/**
 * Tries again what failed in a way that may pass.
 * <p>
 * On Windows a rename fails while somebody has the target open, a virus scanner for
 * example; on NFS a handle may be stale. A force is never repeated: after a failed one
 * Linux takes the lost pages for clean, so that a second one would succeed.
 */
final class Transient {

	/** Of the JDK's messages, which are those of strerror(3) and of Windows. */
	private static final String[] MESSAGES = { "Stale file handle", "Stale NFS file handle",
			"used by another process" };

	private final RetryOptions options;

	private final AtomicFileListener listener;

	Transient(RetryOptions options, AtomicFileListener listener) {
		this.options = options;
		this.listener = listener;
	}

	void run(Path file, IoRunnable step) throws IOException {
		run(file, step, () -> {
		});
	}

	/**
	 * The same for a step that must not come too late.
	 * @param beforeAgain may refuse another attempt, by an exception
	 */
	void run(Path file, IoRunnable step, Runnable beforeAgain) throws IOException {
		try {
			step.run();
		}
		catch (IOException ex) {
			runAgain(file, step, beforeAgain, ex);
		}
	}

	/**
	 * What hardly ever happens costs nothing before it does: the first attempt is over
	 * when the template counts it.
	 */
	private void runAgain(Path file, IoRunnable step, Runnable beforeAgain, IOException first) throws IOException {
		template(file).<@Nullable Void, IOException>execute((context) -> {
			if (context.getRetryCount() == 0) {
				throw first;
			}
			runAfter(Objects.requireNonNull(context.getLastThrowable()), step, beforeAgain);
			return null;
		});
	}

	/**
	 * Who gives up tells of the earlier attempts, too.
	 */
	private static void runAfter(Throwable earlier, IoRunnable step, Runnable beforeAgain) throws IOException {
		try {
			beforeAgain.run();
			step.run();
		}
		catch (IOException | RuntimeException | Error ex) {
			CleanUp.add(earlier, ex);
			throw ex;
		}
	}

	private RetryTemplate template(Path file) {
		RetryTemplate template = new RetryTemplate();
		template.setBackOffPolicy(pauses());
		template.setRetryPolicy(new TransientPolicy(this.options.maxAttempts(), file));
		template.registerListener(new Announcer(file));
		return template;
	}

	BackOffPolicy pauses() {
		if (this.options.multiplier() > 1) {
			ExponentialBackOffPolicy growing = new ExponentialBackOffPolicy();
			growing.setInitialInterval(this.options.delay().toMillis());
			growing.setMultiplier(this.options.multiplier());
			growing.setMaxInterval(this.options.maxDelay().toMillis());
			growing.setSleeper(Transient::sleepThrough);
			return growing;
		}
		FixedBackOffPolicy equal = new FixedBackOffPolicy();
		equal.setBackOffPeriod(this.options.delay().toMillis());
		equal.setSleeper(Transient::sleepThrough);
		return equal;
	}

	/**
	 * An interrupt must neither break a write nor get lost.
	 */
	static void sleepThrough(long millis) {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		boolean interrupted = false;
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			try {
				TimeUnit.NANOSECONDS.sleep(left);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	static boolean isTransient(Path file, @Nullable Throwable failure) {
		if (failure instanceof AccessDeniedException) {
			return !file.getFileSystem().supportedFileAttributeViews().contains("posix");
		}
		if (failure instanceof FileSystemException ex && ex.getReason() != null) {
			for (String message : MESSAGES) {
				if (ex.getReason().contains(message)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * A step of the protocol.
	 */
	@FunctionalInterface
	interface IoRunnable {

		void run() throws IOException;

	}

	private static final class TransientPolicy extends SimpleRetryPolicy {

		private static final long serialVersionUID = 1L;

		private final transient Path file;

		TransientPolicy(int maxAttempts, Path file) {
			super(maxAttempts);
			this.file = file;
		}

		@Override
		public boolean canRetry(RetryContext context) {
			Throwable last = context.getLastThrowable();
			return (last == null || isTransient(this.file, last)) && context.getRetryCount() < getMaxAttempts();
		}

	}

	private final class Announcer implements RetryListener {

		private final Path file;

		Announcer(Path file) {
			this.file = file;
		}

		@Override
		public <T, E extends Throwable> void onError(RetryContext context, RetryCallback<T, E> callback,
				Throwable failure) {
			if (isTransient(this.file, failure) && context.getRetryCount() < Transient.this.options.maxAttempts()) {
				Transient.this.listener.retried(this.file, failure);
			}
		}

	}

}
