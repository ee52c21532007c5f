package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntSupplier;

import com.sun.jna.Library;
import com.sun.jna.Native;

import org.springframework.util.StringUtils;

/**
 * What locks need of the C library of Linux. No other class knows JNA, which may be
 * missing.
 */
final class LibC {

	static final int EINTR = 4;

	/** The same number as EAGAIN. */
	static final int EWOULDBLOCK = 11;

	private static final int LOCK_EX = 2;

	private static final int LOCK_NB = 4;

	private static final int LOCK_UN = 8;

	private static final int O_RDWR = 2;

	private static final int O_CREAT = 0100;

	private static final int O_CLOEXEC = 02000000;

	private static final int EVERYBODY_WHOM_THE_UMASK_LETS = 0666;

	private final Calls calls;

	LibC(Calls calls) {
		this.calls = calls;
	}

	/**
	 * Loads the library.
	 * @throws LinkageError if there is no JNA for this machine
	 */
	static LibC load() {
		return new LibC(Native.load("c", Calls.class));
	}

	/**
	 * Opens a file, which is created if it is missing, but not through a link.
	 */
	int open(Path file) throws IOException {
		byte[] name = name(file);
		int flags = O_RDWR | O_CREAT | O_CLOEXEC | noFollow(System.getProperty("os.arch"));
		int descriptor = uninterrupted(() -> this.calls.open(name, flags, EVERYBODY_WHOM_THE_UMASK_LETS));
		if (descriptor < 0) {
			throw failure("open", Native.getLastError());
		}
		return descriptor;
	}

	/**
	 * The bytes of the name as they are, whether or not they are characters here.
	 */
	private static byte[] name(Path file) {
		byte[] bytes = StringUtils.uriDecode(file.toUri().getRawPath(), StandardCharsets.ISO_8859_1)
			.getBytes(StandardCharsets.ISO_8859_1);
		return Arrays.copyOf(bytes, bytes.length + 1);
	}

	/**
	 * The one number that differs among the processors that Java runs on.
	 */
	static int noFollow(String architecture) {
		return Set.of("aarch64", "arm", "ppc64", "ppc64le").contains(architecture) ? 0100000 : 0400000;
	}

	boolean tryLock(int descriptor) throws IOException {
		if (uninterrupted(() -> this.calls.flock(descriptor, LOCK_EX | LOCK_NB)) == 0) {
			return true;
		}
		int error = Native.getLastError();
		if (error == EWOULDBLOCK) {
			return false;
		}
		throw failure("flock", error);
	}

	/**
	 * What fails here makes no difference: the descriptor is closed next.
	 */
	void unlock(int descriptor) {
		uninterrupted(() -> this.calls.flock(descriptor, LOCK_UN));
	}

	/**
	 * Never twice, for on Linux the descriptor is free even after an error, and may have
	 * become somebody else's.
	 */
	void close(int descriptor) throws IOException {
		if (this.calls.close(descriptor) != 0) {
			throw failure("close", Native.getLastError());
		}
	}

	private static int uninterrupted(IntSupplier call) {
		int result = call.getAsInt();
		while (result < 0 && Native.getLastError() == EINTR) {
			result = call.getAsInt();
		}
		return result;
	}

	private IOException failure(String call, int error) {
		return new IOException("%s: %s".formatted(call, this.calls.strerror(error)));
	}

	/**
	 * The calls, as JNA makes them.
	 */
	interface Calls extends Library {

		int open(byte[] path, int flags, Object... mode);

		int flock(int descriptor, int operation);

		int close(int descriptor);

		String strerror(int error);

	}

}
