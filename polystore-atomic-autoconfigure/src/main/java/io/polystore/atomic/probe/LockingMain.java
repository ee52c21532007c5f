package io.polystore.atomic.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The program of another process, which has this class alone, and the JDK: it locks the
 * files whose addresses it reads, answers a line for each and keeps the locks until its
 * input ends.
 */
final class LockingMain {

	static final String READY = "ready";

	static final String LOCKED = "locked";

	static final String BUSY = "busy";

	/** What all kinds of locks of this library are on. */
	private static final long LOCK_BYTE = 0;

	/** The JDK gives up locks that nobody refers to. */
	private static final List<FileLock> HELD = new ArrayList<>();

	private LockingMain() {
	}

	/**
	 * Does as it is told.
	 * @param arguments none
	 */
	public static void main(String[] arguments) throws IOException {
		answer(READY);
		BufferedReader files = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		for (String file = files.readLine(); file != null; file = files.readLine()) {
			answer(tryLock(file));
		}
	}

	private static String tryLock(String file) {
		try {
			FileChannel channel = FileChannel.open(Path.of(URI.create(file)), StandardOpenOption.WRITE);
			@Nullable FileLock lock = channel.tryLock(LOCK_BYTE, 1, false);
			if (lock == null) {
				channel.close();
				return BUSY;
			}
			HELD.add(lock);
			return LOCKED;
		}
		catch (IOException | RuntimeException ex) {
			return ex.toString().replace('\n', ' ');
		}
	}

	private static void answer(String line) {
		System.out.println(line);
		System.out.flush();
	}

}
