package io.polystore.atomic.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Another JVM that locks files when it is told to, and keeps the locks until it is
 * killed. Not thread-safe.
 * <p>
 * Were this process killed, the other one would find the end of its input and go.
 */
final class LockingProcess implements AutoCloseable {

	/**
	 * For all that it has to do; it takes some hundred milliseconds.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/** What the application gives to its own JVM, such as agents and debuggers. */
	private static final List<String> OPTION_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
			"_JAVA_OPTIONS");

	private final Process process;

	private final ClassFileCopy program;

	private final Writer commands;

	private final BufferedReader answers;

	private final CompletableFuture<?> watchdog;

	private LockingProcess(Process process, ClassFileCopy program, Duration timeout) {
		this.process = process;
		this.program = program;
		this.commands = process.outputWriter(StandardCharsets.US_ASCII);
		this.answers = process.inputReader(StandardCharsets.UTF_8);
		// whoever waits for an answer then reads the end of all answers
		this.watchdog = CompletableFuture.runAsync(process::destroyForcibly,
				CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
	}

	/**
	 * Starts the process and waits until it can be told something.
	 * @throws UnusableException if that is impossible here
	 */
	static LockingProcess start() throws UnusableException {
		return start(TIMEOUT);
	}

	static LockingProcess start(Duration timeout) throws UnusableException {
		LockingProcess started = launch(timeout);
		boolean ready = false;
		try {
			ready = started.read().equals(LockingMain.READY);
			return started;
		}
		finally {
			if (!ready) {
				started.close();
			}
		}
	}

	private static LockingProcess launch(Duration timeout) throws UnusableException {
		try {
			Path java = JavaCommand.find();
			ClassFileCopy program = ClassFileCopy.of(LockingMain.class);
			boolean launched = false;
			try {
				LockingProcess process = new LockingProcess(launch(java, program.directory()), program, timeout);
				launched = true;
				return process;
			}
			finally {
				if (!launched) {
					program.close();
				}
			}
		}
		catch (IOException ex) {
			throw new UnusableException("no JVM can be started for it: " + ex, ex);
		}
	}

	private static Process launch(Path java, Path classPath) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(java.toString(), "-Xmx16m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-XX:+DisplayVMOutputToStderr", "-cp", classPath.toString(),
				LockingMain.class.getName());
		builder.environment().keySet().removeAll(OPTION_VARIABLES);
		return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	/**
	 * Tells the process to lock a file if it is free.
	 * @throws NoSuchFileException if there is no such file
	 */
	Answer tryLock(Path file) throws IOException {
		write(file.toUri().toASCIIString());
		String answer = read();
		if (answer.startsWith(NoSuchFileException.class.getName())) {
			throw new NoSuchFileException(file.toString());
		}
		return switch (answer) {
			case LockingMain.LOCKED -> Answer.LOCKED;
			case LockingMain.BUSY -> Answer.BUSY;
			default -> throw new IOException("another process cannot lock it: " + answer);
		};
	}

	private void write(String command) throws UnusableException {
		try {
			this.commands.write(command + "\n");
			this.commands.flush();
		}
		catch (IOException ex) {
			throw ended(ex);
		}
	}

	private String read() throws UnusableException {
		String answer;
		try {
			answer = this.answers.readLine();
		}
		catch (IOException ex) {
			throw ended(ex);
		}
		if (answer == null) {
			throw ended(null);
		}
		return answer;
	}

	private static UnusableException ended(@Nullable IOException cause) {
		return new UnusableException("it ended too early, or took too long and was ended", cause);
	}

	/**
	 * Ends it as {@code kill -9} does, and waits until it is gone.
	 */
	void kill() {
		this.process.destroyForcibly()
			.onExit()
			.completeOnTimeout(this.process, TIMEOUT.toSeconds(), TimeUnit.SECONDS)
			.join();
	}

	@Override
	public void close() {
		kill();
		this.watchdog.cancel(false);
		this.program.close();
	}

	enum Answer {

		LOCKED, BUSY

	}

	/**
	 * No such process can be had here, which says nothing of the directory.
	 */
	static final class UnusableException extends IOException {

		private static final long serialVersionUID = 1L;

		UnusableException(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
