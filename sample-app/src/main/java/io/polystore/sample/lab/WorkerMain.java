package io.polystore.sample.lab;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A process of the lab. It says when it is ready, begins when it is told to, and writes
 * the id of each update that has returned to its output. It ends with its input, so that
 * it does not outlive the application.
 */
final class WorkerMain {

	static final String READY = "ready";

	static final String DONE = "done";

	private final OutputStream output = new FileOutputStream(FileDescriptor.out);

	private WorkerMain() {
	}

	/**
	 * Works.
	 * @param args the way, the directory, the directory of the locks or nothing, the name
	 * of the process, its threads, for how many seconds
	 */
	public static void main(String[] args) throws Exception {
		// what a library prints must not be taken for an id
		System.setOut(System.err);
		Way way = Way.valueOf(args[0]);
		Path directory = Path.of(args[1]);
		WarmUp.run(way.standalone(WarmUp.directory(directory, args[3]), null));
		try (Updater updater = way.standalone(directory, args[2].isEmpty() ? null : Path.of(args[2]))) {
			new WorkerMain().work(updater,
					new Load(args[3], Integer.parseInt(args[4]), Duration.ofSeconds(Long.parseLong(args[5]))));
		}
	}

	private void work(Updater updater, Load load) throws Exception {
		say(READY);
		if (System.in.read() >= 0) {
			endWithInput();
			load.run(updater, (id) -> say(id.toString()));
			say(DONE);
		}
	}

	/**
	 * Writes each line by one call to the operating system: then it is not lost if this
	 * process is killed, and no lock is needed to keep the lines apart.
	 */
	private void say(String line) throws IOException {
		this.output.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
	}

	private static void endWithInput() {
		Thread thread = new Thread(() -> {
			awaitEndOfInput();
			Runtime.getRuntime().halt(1);
		}, "lab-input");
		thread.setDaemon(true);
		thread.start();
	}

	private static void awaitEndOfInput() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// that is an end, too
		}
	}

}
