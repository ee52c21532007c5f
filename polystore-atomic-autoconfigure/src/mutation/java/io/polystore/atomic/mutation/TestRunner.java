package io.polystore.atomic.mutation;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes, one after the other, until one fails, again and again in one JVM: a
 * warm one is several times faster. Each time the product and the tests have a class
 * loader of their own.
 */
public final class TestRunner implements TestExecutionListener {

	/** Before each line that is not printed by a test. */
	static final String MARK = "@@ ";

	private static final PrintStream REPORT = System.out;

	private final Timer timer = new Timer(true);

	private final Path tests;

	private final String dependencies;

	private CancellationToken cancellation = CancellationToken.create();

	private TestRunner(Path tests, String dependencies) {
		this.tests = tests;
		this.dependencies = dependencies;
	}

	/**
	 * Reads a line for each run: the directory of the product, then pairs of a test class
	 * and the milliseconds it may take.
	 * @param args the directory of the tests, and the class path of all else
	 * @throws Exception if that fails
	 */
	public static void main(String[] args) throws Exception {
		TestRunner runner = new TestRunner(Path.of(args[0]), args[1]);
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			runner.run(List.of(line.split(" ")));
			tell("DONE");
		}
		end();
	}

	private void run(List<String> words) throws IOException, ReflectiveOperationException {
		Path product = Path.of(words.get(0));
		System.setProperty("java.class.path",
				String.join(File.pathSeparator, product.toString(), this.tests.toString(), this.dependencies));
		URL[] classes = { product.toUri().toURL(), this.tests.toUri().toURL() };
		this.cancellation = CancellationToken.create();
		try (URLClassLoader loader = new URLClassLoader(classes, TestRunner.class.getClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			for (int i = 1; i < words.size() && !this.cancellation.isCancellationRequested(); i += 2) {
				run(Class.forName(words.get(i), false, loader), Long.parseLong(words.get(i + 1)));
			}
		}
	}

	private void run(Class<?> test, long millis) {
		TimerTask limit = limit(test.getName());
		this.timer.schedule(limit, millis);
		long start = System.nanoTime();
		LauncherFactory.create()
			.execute(LauncherExecutionRequestBuilder.request(request(test))
				.cancellationToken(this.cancellation)
				.listeners(this)
				.build());
		limit.cancel();
		if (!this.cancellation.isCancellationRequested()) {
			tell("PASSED " + test.getName() + " " + (System.nanoTime() - start) / 1_000_000);
		}
	}

	/** As in the build. */
	private static LauncherDiscoveryRequest request(Class<?> test) {
		return LauncherDiscoveryRequestBuilder.request()
			.selectors(DiscoverySelectors.selectClass(test))
			.filters(TagFilter.excludeTags("soak", "power-cuts"))
			.configurationParameter("junit.jupiter.execution.timeout.default", "120 s")
			.configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
			.build();
	}

	private static TimerTask limit(String test) {
		return new TimerTask() {

			@Override
			public void run() {
				tell("TIMED_OUT " + test);
				end();
			}

		};
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (result.getStatus() == TestExecutionResult.Status.FAILED && !this.cancellation.isCancellationRequested()) {
			this.cancellation.cancel();
			String failure = String.valueOf(result.getThrowable().orElse(null)).replaceAll("\\s+", " ");
			tell("FAILED " + test.getUniqueId() + " " + failure.substring(0, Math.min(failure.length(), 200)));
		}
	}

	private static void tell(String line) {
		REPORT.println(System.lineSeparator() + MARK + line);
	}

	/** Threads that a broken product left behind must not keep it. */
	private static void end() {
		ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
		Runtime.getRuntime().halt(0);
	}

}
