package io.polystore.atomic.bench.processes;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.polystore.atomic.bench.Document;
import io.polystore.atomic.bench.rival.Counter;
import io.polystore.atomic.bench.rival.Rival;
import io.polystore.atomic.bench.threads.Load;

/**
 * A process that counts when it is told to.
 * <p>
 * Answers the line {@code threads milliseconds} with the nanoseconds of the run, followed
 * by the microseconds that every update took, and {@code count} with the count.
 */
public final class Worker {

	private Worker() {
	}

	static List<String> command(Rival rival, Path directory, int size, String... options) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-Dlogback.configurationFile=bench-logback.xml");
		command.addAll(List.of(options));
		command.addAll(List.of("-Xmx256m", "-classpath", System.getProperty("java.class.path"), Worker.class.getName(),
				rival.name(), directory.toString(), Integer.toString(size)));
		return command;
	}

	/**
	 * Counts until the input ends.
	 */
	public static void main(String[] args) throws Exception {
		Document initial = Document.ofSize(Integer.parseInt(args[2]));
		try (Counter counter = Rival.valueOf(args[0]).openIn(Path.of(args[1]), initial);
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			String line = input.readLine();
			while (line != null) {
				System.out.println(line.equals("count") ? Long.toString(counter.count()) : run(counter, line));
				line = input.readLine();
			}
		}
	}

	private static String run(Counter counter, String line) throws Exception {
		String[] words = line.split(" ");
		Duration duration = Duration.ofMillis(Long.parseLong(words[1]));
		Load.Result result = Load.run(counter, Integer.parseInt(words[0]), duration);
		return result.nanos() + result.updates()
			.stream()
			.map((nanos) -> " " + TimeUnit.NANOSECONDS.toMicros(nanos))
			.collect(Collectors.joining());
	}

}
