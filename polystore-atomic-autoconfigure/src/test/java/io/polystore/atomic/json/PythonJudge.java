package io.polystore.atomic.json;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.test.Python;

/**
 * Collects documents, and lets one Python judge all of them by the rules in
 * {@code judge.py}.
 */
final class PythonJudge {

	private final Path directory;

	private final Path cases;

	private final DataOutputStream out;

	private int count;

	PythonJudge(Path directory) throws IOException {
		this.directory = Files.createDirectories(directory);
		this.cases = directory.resolve("cases");
		this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(this.cases)));
	}

	/**
	 * Returns the number of its judgement.
	 */
	int add(byte[] document) throws IOException {
		this.out.writeLong(document.length);
		this.out.write(document);
		return this.count++;
	}

	List<Judgement> judge() throws IOException {
		this.out.close();
		Path verdicts = this.directory.resolve("verdicts");
		Python.run(PythonJudge.class, "judge.py", this.directory, this.cases, verdicts);
		return Files.readAllLines(verdicts).stream().map(Judgement::parse).toList();
	}

	/**
	 * What a document is to the judge.
	 *
	 * @param accepted whether it is JSON
	 * @param digest its {@link ValueDigest}, if it is within the limits
	 * @param root the kind of its root
	 * @param withinLimits whether no parser may refuse it
	 */
	record Judgement(boolean accepted, String digest, String root, boolean withinLimits) {

		/** Whether it is JSON does not matter to whom may refuse it all the same. */
		private static final Judgement DEEP = new Judgement(true, "", "", false);

		static Judgement parse(String line) {
			String[] words = line.split(" ");
			return switch (words[0]) {
				case "accepted" -> new Judgement(true, words[1], words[2], words[3].equals("True"));
				case "deep" -> DEEP;
				default -> new Judgement(false, "", "", true);
			};
		}

		boolean isObject() {
			return this.root.equals("object");
		}

		/** Whether everybody has to read it. */
		boolean isGood() {
			return this.accepted && this.withinLimits;
		}

	}

}
