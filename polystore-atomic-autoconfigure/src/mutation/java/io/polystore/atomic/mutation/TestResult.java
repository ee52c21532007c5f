package io.polystore.atomic.mutation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a run of tests ended.
 *
 * @param verdict what became of the product
 * @param last what was told last
 * @param passed how many milliseconds the tests took that passed
 */
record TestResult(Verdict verdict, String last, Map<String, Long> passed) {

	enum Verdict {

		/** A test failed, or the JVM ended too early. */
		KILLED,

		/** A test took several times longer than usual. */
		TIMED_OUT,

		/** All tests passed. */
		SURVIVED

	}

	static TestResult of(List<String> told) {
		Map<String, Long> passed = told.stream()
			.filter((line) -> line.startsWith("PASSED "))
			.map((line) -> line.split(" "))
			.collect(Collectors.toMap((words) -> words[1], (words) -> Long.valueOf(words[2])));
		for (String line : told) {
			if (line.startsWith("FAILED ")) {
				return new TestResult(Verdict.KILLED, line, passed);
			}
			if (line.startsWith("TIMED_OUT ")) {
				return new TestResult(Verdict.TIMED_OUT, line, passed);
			}
		}
		boolean ended = told.contains("ENDED");
		return new TestResult(ended ? Verdict.KILLED : Verdict.SURVIVED, ended ? "the JVM ended" : "", passed);
	}

	static TestResult unreached() {
		return new TestResult(Verdict.SURVIVED, "no test comes here", Map.of());
	}

	/** The test that failed, with its limit. */
	Map<String, Long> culprit(Map<String, Long> limits) {
		return limits.entrySet()
			.stream()
			.filter((limit) -> this.last.contains(limit.getKey() + "]") || this.last.endsWith(limit.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

}
