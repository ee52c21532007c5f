package io.polystore.atomic.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Breaks the replace protocol, the pipeline and the lock at every place where an
 * {@link Operator} applies, and fails if tests notice nothing and nobody has explained
 * why.
 */
public final class Mutations {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Path CLASSES = Path.of("target/classes");

	private static final Path TEST_CLASSES = Path.of("target/test-classes");

	private static final Path WORK = Path.of("target/mutation");

	private static final Path PRODUCT = SOURCES.resolve("io/polystore/atomic");

	private static final String TESTS = "io\\.polystore\\.atomic\\."
			+ System.getProperty("mutations.tests", "(core|write|lock|update|fault|kill|json|probe)\\.\\w+Tests")
			+ "\\.class";

	private static final List<String> PACKAGES = List.of("write", "update", "lock");

	private final String only = System.getProperty("mutations.only", "");

	private final String survivors = System.getProperty("mutations.survivors", "");

	private final int sample = Integer.getInteger("mutations.sample", 0);

	private final long seed = Long.getLong("mutations.seed", 1);

	private final int workers = Integer.getInteger("mutations.workers", 2);

	private final List<Mutant> mutants = new ArrayList<>();

	private final MutationReport report = new MutationReport(WORK);

	/**
	 * Runs them.
	 * @param args none
	 * @throws Exception if that fails
	 */
	public static void main(String[] args) throws Exception {
		System.exit(new Mutations().run() ? 0 : 1);
	}

	private boolean run() throws Exception {
		Files.createDirectories(WORK);
		EnumConstants constants = EnumConstants.of(sources(PRODUCT));
		for (String name : PACKAGES) {
			for (Source source : sources(PRODUCT.resolve(name))) {
				MutantFinder.find(source, constants, this.mutants);
			}
		}
		Coverage coverage = coverage();
		Queue<Mutant> left = new ConcurrentLinkedQueue<>(chosen());
		System.out.printf("%d places, %d of them chosen (seed %d), %d test classes%n", this.mutants.size(), left.size(),
				this.seed, coverage.tests().size());
		inParallel((jvm) -> {
			for (Mutant mutant = left.poll(); mutant != null; mutant = left.poll()) {
				new Trial(jvm, mutant, CLASSES).run(coverage, this.report);
			}
		});
		return this.report.print();
	}

	private static List<Source> sources(Path directory) throws IOException {
		List<Source> sources = new ArrayList<>();
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.filter((file) -> file.toString().endsWith(".java")).sorted().toList()) {
				sources.add(Source.read(SOURCES, file));
			}
		}
		return sources;
	}

	private List<Mutant> chosen() throws IOException {
		List<Mutant> chosen = new ArrayList<>(this.mutants);
		chosen.removeIf((mutant) -> !(mutant.position() + " " + mutant.operator()).matches(".*" + this.only + ".*"));
		if (!this.survivors.isEmpty()) {
			Set<String> sites = MutationReport.survivors(Path.of(this.survivors));
			chosen.removeIf((mutant) -> mutant.replacements().stream().map(mutant::site).noneMatch(sites::contains));
		}
		if (this.sample > 0) {
			Collections.shuffle(chosen, new Random(this.seed));
			return chosen.subList(0, Math.min(this.sample, chosen.size()));
		}
		return chosen;
	}

	private Coverage coverage() throws Exception {
		Coverage coverage = new Coverage(this.mutants);
		Path kept = WORK.resolve("coverage.txt");
		if (isFresh(kept)) {
			coverage.read(kept);
			return coverage;
		}
		Queue<String> tests = new ConcurrentLinkedQueue<>(tests());
		inParallel((jvm) -> {
			coverage.instrument(jvm.product(), jvm.classPath());
			for (String test = tests.poll(); test != null; test = tests.poll()) {
				cover(jvm, test, coverage);
			}
		});
		coverage.write(kept);
		return coverage;
	}

	private static boolean isFresh(Path kept) throws IOException {
		return Files.exists(kept) && newest(CLASSES) < millis(kept) && newest(TEST_CLASSES) < millis(kept);
	}

	private static long newest(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.mapToLong(Mutations::millis).max().orElse(0);
		}
	}

	private static long millis(Path file) {
		return file.toFile().lastModified();
	}

	private static List<String> tests() throws IOException {
		try (Stream<Path> files = Files.walk(TEST_CLASSES)) {
			return files.map((file) -> TEST_CLASSES.relativize(file).toString().replace('/', '.'))
				.filter((name) -> name.matches(TESTS))
				.map((name) -> name.substring(0, name.length() - ".class".length()))
				.sorted()
				.toList();
		}
	}

	private static void cover(TestJvm jvm, String test, Coverage coverage) throws Exception {
		// Not cut to nothing first: threads of the test before may still write to it.
		Path probes = Files.write(jvm.directory().resolve("probes"), new byte[Probe.CAPACITY],
				StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		TestResult result = jvm.run(Map.of(test, 300_000L));
		BitSet reached = new BitSet();
		byte[] bytes = Files.readAllBytes(probes);
		for (int i = 0; i < bytes.length; i++) {
			reached.set(i, bytes[i] != 0);
		}
		System.out.printf("%s %s, reaches %d%n", test, result.passed().getOrDefault(test, -1L), reached.cardinality());
		if (result.verdict() == TestResult.Verdict.SURVIVED) {
			synchronized (coverage) {
				coverage.add(test, result.passed().get(test), reached);
			}
		}
		else {
			System.out.println("Left out, since it fails without a mutation: " + result.last());
		}
	}

	private void inParallel(Work work) throws InterruptedException, ExecutionException, IOException {
		ExecutorService executor = Executors.newFixedThreadPool(this.workers);
		try {
			List<Callable<Void>> tasks = new ArrayList<>();
			for (int i = 0; i < this.workers; i++) {
				Path directory = WORK.resolve("worker-" + i);
				tasks.add(() -> {
					try (TestJvm jvm = new TestJvm(directory, CLASSES, TEST_CLASSES)) {
						work.run(jvm);
					}
					return null;
				});
			}
			for (Future<Void> task : executor.invokeAll(tasks)) {
				task.get();
			}
		}
		finally {
			executor.shutdown();
		}
	}

	@FunctionalInterface
	private interface Work {

		void run(TestJvm jvm) throws Exception;

	}

}
