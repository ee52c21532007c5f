package io.polystore.atomic.mutation;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Notes which places of the product were reached, also by processes that are killed, and
 * without an open file that a test could count.
 */
public final class Probe {

	static final String VARIABLE = "MUTATION_PROBES";

	static final int CAPACITY = 1 << 14;

	private static final MappedByteBuffer REACHED = map(System.getenv(VARIABLE));

	private Probe() {
	}

	/** The place with that number is reached. */
	public static void reached(int number) {
		REACHED.put(number, (byte) 1);
	}

	/** An interrupt would close the file. */
	private static MappedByteBuffer map(String file) {
		boolean interrupted = Thread.interrupted();
		try (RandomAccessFile open = new RandomAccessFile(file, "rw")) {
			return open.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, CAPACITY);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
