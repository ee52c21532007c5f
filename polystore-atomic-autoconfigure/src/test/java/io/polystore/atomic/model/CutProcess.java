package io.polystore.atomic.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.json.Version;
import io.polystore.atomic.model.Cut.Ending;
import io.polystore.atomic.test.ChildJvm;

/**
 * Runs one operation, and halts in the middle of it.
 */
final class CutProcess {

	static final int CUT = 9;

	private static final String ANSWER = "answer: ";

	private static final String ANY = "any";

	private CutProcess() {
	}

	static Ending run(Path directory, Operation operation, Version expected, Cut cut) {
		List<String> arguments = new ArrayList<>();
		arguments.add(directory.toString());
		arguments.add((expected != null) ? expected.toString() : ANY);
		arguments.addAll(cut.words());
		arguments.addAll(operation.words());
		ChildJvm.Launch launch = ChildJvm.of(CutProcess.class, arguments.toArray(String[]::new))
			.options("-Xmx64m", "-Xshare:auto");
		try (ChildJvm child = launch.start()) {
			int code = child.awaitExit();
			if (code != CUT && code != 0) {
				throw new IllegalStateException("Exit code " + code + ", " + child);
			}
			return new Ending(answer(child.lines()), code == CUT);
		}
	}

	private static String answer(List<String> lines) {
		return lines.stream()
			.filter((line) -> line.startsWith(ANSWER))
			.map((line) -> line.substring(ANSWER.length()))
			.findFirst()
			.orElse(null);
	}

	public static void main(String[] arguments) {
		Version expected = arguments[1].equals(ANY) ? null : Version.parse(arguments[1]);
		List<String> words = List.of(arguments);
		Cut cut = Cut.parse(words.subList(2, 5));
		Operation operation = Operation.parse(words.subList(5, words.size()));
		String answer = new CutFileSystem(cut, CutFileSystem.End.HALT).run(Path.of(arguments[0]), operation, expected);
		System.out.println(ANSWER + answer);
	}

}
