package io.polystore.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another process that holds the lock of a document, without the library.
 */
final class LockHolder implements AutoCloseable {

	private final Process process;

	private LockHolder(Process process) {
		this.process = process;
	}

	/**
	 * Starts the process and waits until it has the lock.
	 */
	static LockHolder of(Path lockFile) throws IOException {
		Path classes = Path.of(LockHolder.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", classes.toString(), LockHolder.class.getName(), lockFile.toString())
			.redirectErrorStream(true)
			.start();
		LockHolder holder = new LockHolder(process);
		assertThat(process.getInputStream().read()).isEqualTo('+');
		return holder;
	}

	public static void main(String[] args) throws IOException {
		try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE,
				StandardOpenOption.CREATE)) {
			file.lock(0, 1, false);
			System.out.print('+');
			System.out.flush();
			System.in.read();
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
