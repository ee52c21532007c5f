package io.polystore.atomic.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;

/**
 * Another JVM with this library, that locks what it is told to.
 */
public final class OtherProcess implements AutoCloseable {

	private final ChildJvm child;

	private int commands;

	private OtherProcess(ChildJvm child) {
		this.child = child;
	}

	public static OtherProcess start() {
		return start(LockKind.FILE_CHANNEL);
	}

	public static OtherProcess start(LockKind kind) {
		kind.assumeAvailable();
		return new OtherProcess(ChildJvm.of(Main.class, kind.name()).start());
	}

	private String answer(String command, Path path) {
		String number = ++this.commands + " ";
		this.child.send(number + command + " " + path);
		return this.child.awaitLine((line) -> line.startsWith(number)).substring(number.length());
	}

	private void tell(String command, Path path) {
		String answer = answer(command, path);
		if (!answer.equals("done")) {
			throw new IllegalStateException(command + ": " + answer);
		}
	}

	/** Waits for the lock and keeps it. */
	public void lock(Path lockFile) {
		tell("lock", lockFile);
	}

	public void unlock(Path lockFile) {
		tell("unlock", lockFile);
	}

	/** Locks all bytes of the file, as a program without this library might. */
	public void lockAll(Path lockFile) {
		tell("lock-all", lockFile);
	}

	public void unlockAll(Path lockFile) {
		tell("unlock-all", lockFile);
	}

	/** Whether it could take the lock; gives it up again. */
	public boolean canLock(Path lockFile) {
		return answer("try", lockFile).equals("true");
	}

	/** Takes and gives up the lock until {@link #stopHammering}, 2 ms each time. */
	public void startHammering(Path lockFile) {
		tell("hammer", lockFile);
	}

	/** How often it had the lock so far. */
	public long turns(Path lockFile) {
		return Long.parseLong(answer("turns", lockFile));
	}

	/**
	 * Has 250 turns against its hammering, and returns how many turns it had before each
	 * of ours. How many it had in all would tell nothing: if both take the lock back at
	 * once, both have as many.
	 */
	public List<Long> turnsBeforeEachOfOurs(Path lockFile, Consumer<Runnable> locked) {
		List<Long> seen = new ArrayList<>();
		for (int i = 0; i <= 250; i++) {
			locked.accept(() -> {
				work();
				seen.add(turns(lockFile));
			});
		}
		return IntStream.range(1, seen.size()).mapToObj((i) -> seen.get(i) - seen.get(i - 1)).toList();
	}

	public void stopHammering(Path lockFile) {
		tell("stop", lockFile);
	}

	/** Adds to the number in a file, with plain reads and writes under a lock. */
	public void startCounting(Path file, int times) {
		tell("count " + times, file);
	}

	public void awaitCounted(Path file) {
		tell("counted", file);
	}

	public long pid() {
		return this.child.pid();
	}

	/** SIGKILL. */
	public void kill() {
		this.child.kill();
	}

	@Override
	public void close() {
		this.child.close();
	}

	/** The number in a file, 0 if there is no file. */
	public static long number(Path file) throws IOException {
		return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
	}

	/** Not atomic at all: only a lock makes it right. */
	public static void addOne(Path file) throws IOException {
		Files.writeString(file, Long.toString(number(file) + 1));
	}

	/** What takes as long as to write a file. */
	public static void work() {
		long end = System.nanoTime() + Duration.ofMillis(2).toNanos();
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

	/** The lock that guards {@link #addOne}. */
	public static Path lockOf(Path file) {
		return file.resolveSibling(file.getFileName() + ".guard");
	}

	/**
	 * The child.
	 */
	public static final class Main {

		private final AtomicFileTemplate files;

		private final Map<Path, LockHandle> held = new HashMap<>();

		private FileChannel whole;

		private volatile boolean hammering;

		private volatile long turns;

		private Background<Integer> work;

		private Main(LockKind kind) {
			this.files = AtomicFileTemplate.builder()
				.applicationName("other process")
				.lockProvider(kind.provider())
				.lockPollInterval(Duration.ofMillis(5))
				.build();
		}

		public static void main(String[] args) throws Exception {
			Main main = new Main(LockKind.valueOf(args[0]));
			BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				String[] words = line.split(" ");
				Path path = Path.of(words[words.length - 1]);
				System.out.println(words[0] + " " + main.answer(words, path));
			}
		}

		private String answer(String[] words, Path path) throws Exception {
			switch (words[1]) {
				case "lock" -> this.held.put(path, this.files.lock(path));
				case "unlock" -> this.held.remove(path).close();
				case "lock-all" -> {
					this.whole = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
					this.whole.lock();
				}
				case "unlock-all" -> this.whole.close();
				case "try" -> {
					return String.valueOf(this.files.tryLock(path).map(Main::closed).orElse(false));
				}
				case "hammer" -> {
					this.hammering = true;
					this.work = Background.of(() -> hammer(path));
				}
				case "turns" -> {
					return String.valueOf(this.turns);
				}
				case "stop" -> {
					this.hammering = false;
					this.work.result();
				}
				case "count" -> this.work = Background.of(() -> count(path, Integer.parseInt(words[2])));
				case "counted" -> this.work.result();
				default -> throw new IllegalArgumentException(words[1]);
			}
			return "done";
		}

		private static boolean closed(LockHandle lock) {
			lock.close();
			return true;
		}

		private int hammer(Path lockFile) {
			while (this.hammering) {
				this.files.execute(lockFile, () -> {
					this.turns++;
					work();
				});
			}
			return 0;
		}

		private int count(Path file, int times) throws IOException {
			for (int i = 0; i < times; i++) {
				this.files.<IOException>execute(lockOf(file), () -> addOne(file));
			}
			return times;
		}

	}

}
