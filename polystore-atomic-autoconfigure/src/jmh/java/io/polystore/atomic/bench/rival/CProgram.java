package io.polystore.atomic.bench.rival;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.polystore.atomic.bench.measure.Samples;

/**
 * The same system calls in C: what the machine can do at best.
 */
public final class CProgram implements Closeable {

	private final LineProcess process;

	private CProgram(LineProcess process) {
		this.process = process;
	}

	/**
	 * Compiles and starts the program, if there is a compiler.
	 * @param directory where it writes, and where it lies itself
	 */
	public static Optional<CProgram> start(Path directory) throws IOException, InterruptedException {
		if (!Tools.isPresent("gcc")) {
			return Optional.empty();
		}
		Files.createDirectories(directory);
		Path source = Tools.extract("replace.c", directory);
		Path program = directory.resolve("replace");
		if (Tools.run(List.of("gcc", "-O2", "-Wall", "-o", program.toString(), source.toString())) != 0) {
			throw new IOException("gcc refused replace.c");
		}
		return Optional.of(new CProgram(LineProcess.start(List.of(program.toString(), directory.toString()))));
	}

	/**
	 * Returns the median of the nanoseconds of some replaces.
	 * @param durable whether file and directory are forced
	 */
	public double medianReplace(boolean durable, int size, int operations) throws IOException {
		String answer = this.process.ask("%d %d %d".formatted(durable ? 1 : 0, size, operations));
		return new Samples(Stream.of(answer.split(" ")).map(Double::valueOf).toList()).median();
	}

	@Override
	public void close() throws IOException {
		this.process.close();
	}

}
