package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Commands;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the kernel sees of a durable write, and of one that fails.
 */
class SystemCallTests {

	private static final String TRACED = "trace=openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,"
			+ "link,linkat,mkdir,mkdirat,unlink,unlinkat,chmod,fchmod";

	private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((.*)\\) += (-?\\d+).*");

	@TempDir
	private static Path directory;

	private static Path data;

	private static List<String> trace;

	@BeforeAll
	static void traceAnotherProcess() throws IOException {
		Commands.assumeWorks("strace", "-f", "-o", "/dev/null", "true");
		Path log = directory.resolve("trace");
		data = Files.createDirectory(directory.resolve("data")).toRealPath();
		ChildJvm.of(SystemCallMain.class, data.resolve("file").toString())
			.prefix("strace", "-f", "-s", "512", "-e", TRACED, "-e", "signal=none", "-o", log.toString())
			.run();
		trace = Files.readAllLines(log);
	}

	@Test
	void aDurableWriteCreatesWritesForcesRenamesAndForcesTheDirectory() {
		assertThat(between("marker-success", "marker-failure")).containsExactly("openat directory",
				"openat temp O_EXCL", "chmod temp", "write temp", "force temp", "rename temp to file",
				"force directory");
	}

	@Test
	void aWriteThatFailsUnlinksItsTempAndLeavesTheFileAlone() throws IOException {
		assertThat(between("marker-failure", "marker-version")).containsExactly("openat directory",
				"openat temp O_EXCL", "openat temp", "chmod temp", "write temp", "unlink temp");
		assertThat(data).isDirectoryContaining((path) -> path.endsWith("file"));
		assertThat(Temps.in(directory)).isEmpty();
	}

	@Test
	void aVersionIsASecondLinkThatIsMadeBetweenTheRenameAndTheForceOfTheDirectory() {
		assertThat(between("marker-version", "marker-end")).filteredOn((call) -> !call.endsWith(".lock"))
			.containsSubsequence("mkdir .versions", "force directory", "mkdir .versions/file", "force .versions",
					"force temp", "rename temp to file", "link file", "force directory");
		assertThat(data.resolve("file")).hasContent("fourth");
	}

	/**
	 * The calls between two markers that concern the data, in words.
	 */
	private static List<String> between(String first, String second) {
		Descriptors descriptors = new Descriptors(data);
		return joined().stream()
			.dropWhile((line) -> !line.contains(first))
			.skip(1)
			.takeWhile((line) -> !line.contains(second))
			.map(descriptors::describe)
			.filter((call) -> !call.isEmpty())
			.toList();
	}

	/**
	 * A call during which another thread made one is printed in two parts.
	 */
	private static List<String> joined() {
		Map<String, String> unfinished = new HashMap<>();
		List<String> lines = new ArrayList<>();
		for (String line : trace) {
			String pid = line.substring(0, line.indexOf(' '));
			if (line.endsWith(" <unfinished ...>")) {
				unfinished.put(pid, line.substring(0, line.length() - " <unfinished ...>".length()));
			}
			else if (line.contains(" resumed>")) {
				lines.add(unfinished.remove(pid) + line.substring(line.indexOf(" resumed>") + " resumed>".length()));
			}
			else {
				lines.add(line);
			}
		}
		return lines;
	}

	/**
	 * Knows which file a descriptor stands for.
	 */
	private static final class Descriptors {

		private final String data;

		private final Map<String, String> names = new HashMap<>();

		Descriptors(Path data) {
			this.data = data.toString();
		}

		String describe(String line) {
			Matcher matcher = CALL.matcher(line);
			if (!matcher.matches()) {
				return "";
			}
			String arguments = matcher.group(2);
			return switch (matcher.group(1)) {
				case "openat" -> open(arguments, matcher.group(3));
				case "fsync", "fdatasync" -> about("force ", this.names.get(arguments));
				case "write", "pwrite64" -> about("write ", this.names.get(arguments.split(",")[0]));
				case "rename", "renameat", "renameat2" -> about("rename ", renamed(arguments));
				default -> about(matcher.group(1).replace("at", "") + " ", name(arguments));
			};
		}

		private String open(String arguments, String descriptor) {
			String name = name(arguments);
			this.names.remove(descriptor);
			if (name == null) {
				return "";
			}
			this.names.put(descriptor, name);
			return "openat " + name + (arguments.contains("O_CREAT|O_EXCL") ? " O_EXCL" : "");
		}

		private String renamed(String arguments) {
			String from = name(arguments);
			return (from != null) ? from + " to " + name(arguments.substring(arguments.indexOf("\", ") + 3)) : null;
		}

		/** Of the first path. */
		private String name(String arguments) {
			int start = arguments.indexOf('"') + 1;
			String path = arguments.substring(start, Math.max(start, arguments.indexOf('"', start)));
			if (path.equals(this.data)) {
				return "directory";
			}
			if (!path.startsWith(this.data + "/")) {
				return null;
			}
			String name = path.substring(this.data.length() + 1);
			return TempNames.isTemp(name) ? "temp" : name;
		}

		private static String about(String call, String name) {
			return (name != null) ? call + name : "";
		}

	}

}
