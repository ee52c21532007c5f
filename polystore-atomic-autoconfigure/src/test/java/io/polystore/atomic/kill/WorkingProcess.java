package io.polystore.atomic.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.Workers;

/**
 * A JVM whose threads work on shared documents until it is killed or told to stop.
 */
final class WorkingProcess {

	static final String READY = "ready";

	static final String WORKING = "working";

	static final String WENT_ON = "went on ";

	static final String FAILED = "failed ";

	static final String STOPPED = "stopped";

	private static final int WARM_UP = 15;

	private final SharedDocuments documents;

	private final String name;

	private final long seed;

	private final long first;

	private final int threads;

	private final WorkLog log;

	private volatile boolean stopped;

	private WorkingProcess(String[] args, WorkLog log) {
		this.documents = SharedDocuments.in(Path.of(args[0]), LockKind.valueOf(args[1]));
		this.name = args[2];
		this.seed = Long.parseLong(args[3]);
		this.first = Long.parseLong(args[4]);
		this.threads = Integer.parseInt(args[5]);
		this.log = log;
	}

	/** Which tells all that it does. */
	static ChildJvm startVictim(Path directory, LockKind kind, String name, long seed, long first, int threads) {
		return start(directory, kind, name, seed, first, threads, "aloud");
	}

	/** Which tells at its end how far it came. */
	static ChildJvm startSurvivor(Path directory, LockKind kind, String name, long seed, int threads) {
		return start(directory, kind, name, seed, 0, threads, "at the end");
	}

	private static ChildJvm start(Path directory, LockKind kind, String name, long seed, long first, int threads,
			String log) {
		return ChildJvm
			.of(WorkingProcess.class, directory.toString(), kind.name(), name, "" + seed, "" + first, "" + threads, log)
			.options("-Xmx64m", "-Xshare:auto")
			.start();
	}

	static String worker(String process, int thread) {
		return process + "-" + thread;
	}

	public static void main(String[] args) throws Exception {
		PrintedLog log = new PrintedLog(args[6].equals("aloud"));
		WorkingProcess process = new WorkingProcess(args, log);
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		warmUp(args);
		System.out.println(READY);
		List<Background<Integer>> workers = List.of();
		DocumentWorker main = null;
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			if (line.equals("go")) {
				// What stands there when the one before has been dealt with.
				main = process.worker(0);
				workers = Workers.start(process.threads, process::work);
				System.out.println(WORKING);
			}
			else if (line.startsWith(WENT_ON)) {
				main.touchAll();
				System.out.println(line);
			}
			else {
				process.stopped = true;
				for (Background<Integer> worker : workers) {
					worker.result();
				}
				log.end();
				System.out.println(STOPPED);
			}
		}
		Runtime.getRuntime().halt(1);
	}

	/** Elsewhere: who is killed shall not be loading classes. */
	private static void warmUp(String[] args) throws IOException {
		Path elsewhere = Files.createTempDirectory(Path.of(args[0]).getParent(), "warm-up");
		Files.createDirectory(elsewhere.resolve("own"));
		DocumentWorker worker = new DocumentWorker(SharedDocuments.in(elsewhere, LockKind.valueOf(args[1])), args[2],
				Long.parseLong(args[3]), 0, WorkLog.NONE);
		worker.touchAll();
		for (int i = 0; i < WARM_UP; i++) {
			worker.work();
		}
	}

	private DocumentWorker worker(int thread) {
		return new DocumentWorker(this.documents, worker(this.name, thread), this.seed + thread, this.first, this.log);
	}

	private void work(int index) throws IOException {
		try {
			DocumentWorker worker = worker(index + 1);
			while (!this.stopped) {
				worker.work();
			}
		}
		catch (RuntimeException | IOException | Error ex) {
			System.out.println(FAILED + worker(this.name, index + 1) + " " + ex);
			ex.printStackTrace(System.out);
			throw ex;
		}
	}

}
