package io.polystore.atomic.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A program without this library that locks a file with flock(2), and keeps the lock
 * until it is told to go.
 */
public final class Flocker implements AutoCloseable {

	private static final String SCRIPT = """
			import fcntl, sys
			file = open(sys.argv[1], sys.argv[2])
			try:
			    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
			    print('locked', flush=True)
			    sys.stdin.read()
			except BlockingIOError:
			    print('busy', flush=True)
			""";

	private final Process process;

	private final boolean locked;

	private Flocker(Process process, boolean locked) {
		this.process = process;
		this.locked = locked;
	}

	private static Flocker start(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		BufferedReader output = process.inputReader();
		return new Flocker(process, "locked".equals(output.readLine()));
	}

	public boolean hasLocked() {
		return this.locked;
	}

	/** SIGKILL to it and to what it started. */
	public void kill() throws InterruptedException {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().waitFor();
	}

	/** Lets it go, and waits until it is gone. */
	@Override
	public void close() throws IOException {
		try {
			this.process.getOutputStream().close();
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What locks.
	 */
	public enum Program {

		/** Python's {@code fcntl.flock}. */
		PYTHON,

		/** Python, truncating the file before it has the lock. */
		TRUNCATING_PYTHON,

		/** flock(1). */
		SHELL;

		public Flocker start(Path lockFile) throws IOException {
			Commands.assumeWorks("python3", "-c", "import fcntl");
			Commands.assumeWorks("flock", "--version");
			return switch (this) {
				case PYTHON -> Flocker.start("python3", "-c", SCRIPT, lockFile.toString(), "a");
				case TRUNCATING_PYTHON -> Flocker.start("python3", "-c", SCRIPT, lockFile.toString(), "w");
				case SHELL -> Flocker.start("sh", "-c", "flock -n \"$0\" sh -c 'echo locked; cat' || echo busy",
						lockFile.toString());
			};
		}

		public boolean canLock(Path lockFile) throws IOException {
			try (Flocker flocker = start(lockFile)) {
				return flocker.hasLocked();
			}
		}

	}

}
