package io.polystore.atomic.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Commands;
import io.polystore.atomic.test.LockKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * Two JVMs, two Pythons and a shell count in one document, each in a field of its own,
 * with locks of flock(2).
 */
@Timeout(600)
class SeveralProgramsTests {

	private static final Log logger = LogFactory.getLog(SeveralProgramsTests.class);

	private static final int ROUNDS = Integer.getInteger("polystore.atomic.test.flock-rounds", 1);

	private static final int TIMES = 100;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final List<String> PROGRAMS = List.of("java-1", "java-2", "python-1", "python-2", "shell");

	private final Map<String, Process> processes = new TreeMap<>();

	@TempDir
	private Path directory;

	private Path document;

	private LockKind java = LockKind.FLOCK;

	@BeforeEach
	void requireTools() {
		LockKind.FLOCK.assumeAvailable();
		Commands.assumeWorks("python3", "-c", "import fcntl");
		Commands.assumeWorks("flock", "--version");
	}

	@AfterEach
	void stop() {
		this.processes.values().forEach(Process::destroyForcibly);
	}

	@Test
	void whatIsAcknowledgedIsCounted() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			Map<String, Integer> acknowledged = run("document-" + round, "current", 60);
			assertThat(acknowledged).hasSize(5).allSatisfy((program, count) -> assertThat(count).isEqualTo(TIMES));
			assertThat(counted()).isEqualTo(acknowledged);
		}
	}

	/** So that the test above is seen to find what it looks for. */
	@Test
	void withoutFlockCountsAreLost() throws Exception {
		this.java = LockKind.FILE_CHANNEL;
		Map<String, Integer> acknowledged = run("document", "current", 60);
		assertThat(counted()).isNotEqualTo(acknowledged);
	}

	/**
	 * Who deletes the lock file lets two in at once, whatever the others do: what gets
	 * lost is told, and not promised.
	 */
	@Test
	void besideAProgramThatDeletesTheLockFileTheDocumentIsAlwaysWhole() throws Exception {
		List<String> report = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			Map<String, Integer> acknowledged = run("document-" + round, "0.1.32", 0.5);
			Map<String, Integer> counted = counted();
			report.add("round " + round);
			acknowledged.forEach((program, count) -> report.add("%s: %d acknowledged, %d counted, %d lost"
				.formatted(program, count, counted.get(program), count - counted.get(program))));
		}
		logger.info("Beside a program that deletes the lock file: " + report);
		Files.write(Path.of("target", "several-programs-0.1.32.txt"), report);
	}

	/** Returns how often each program says that it has counted. */
	private Map<String, Integer> run(String name, String protocol, double timeout) throws Exception {
		this.document = this.directory.resolve(name + ".json");
		Files.writeString(this.document,
				PROGRAMS.stream().map("  \"%s\": 0"::formatted).collect(Collectors.joining(",\n", "{\n", "\n}")));
		for (String program : PROGRAMS) {
			this.processes.put(program, start(command(program, protocol, timeout)));
		}
		AtomicBoolean over = new AtomicBoolean();
		Background<Integer> reader = Background.of(() -> readUntil(over));
		for (Process process : this.processes.values()) {
			process.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
			process.getOutputStream().flush();
		}
		Map<String, Integer> acknowledged = new TreeMap<>();
		for (Map.Entry<String, Background<Integer>> answer : answers().entrySet()) {
			acknowledged.put(answer.getKey(), answer.getValue().join());
		}
		over.set(true);
		assertThat(reader.join()).isPositive();
		return acknowledged;
	}

	private List<String> command(String program, String protocol, double timeout) throws IOException {
		String file = this.document.toString();
		if (program.startsWith("java")) {
			return ChildJvm.of(CountingProcess.class, file, program, "" + TIMES, this.java.name()).command();
		}
		if (program.startsWith("python")) {
			return List.of("python3", script("count-with-flock.py"), file, program, "" + TIMES, protocol, "" + timeout);
		}
		return List.of("sh", script("count-with-flock.sh"), file, program, "" + TIMES);
	}

	private String script(String name) throws IOException {
		Path script = this.directory.resolve(name);
		try (InputStream source = SeveralProgramsTests.class.getResourceAsStream(name)) {
			Files.write(script, Objects.requireNonNull(source, name).readAllBytes());
		}
		return script.toString();
	}

	/** Returns it when it is ready to count. */
	private static Process start(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String line = "";
		while (!"ready".equals(line)) {
			line = process.inputReader().readLine();
			assertThat(line).as("%s", command).isNotNull();
		}
		return process;
	}

	private Map<String, Background<Integer>> answers() {
		Map<String, Background<Integer>> answers = new TreeMap<>();
		this.processes.forEach((program, process) -> answers.put(program, Background.of(() -> {
			List<String> lines = process.inputReader().lines().toList();
			assertThat(lines).as(program).last(as(STRING)).startsWith("acknowledged ");
			return Integer.parseInt(lines.get(lines.size() - 1).substring("acknowledged ".length()));
		})));
		return answers;
	}

	private int readUntil(AtomicBoolean over) throws IOException {
		int reads = 0;
		while (!over.get()) {
			assertThat(counted()).hasSameSizeAs(PROGRAMS);
			reads++;
		}
		return reads;
	}

	private Map<String, Integer> counted() throws IOException {
		return JSON.readValue(Files.readAllBytes(this.document), new TypeReference<TreeMap<String, Integer>>() {
		});
	}

}
