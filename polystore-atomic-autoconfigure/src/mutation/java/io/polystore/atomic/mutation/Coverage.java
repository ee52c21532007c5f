package io.polystore.atomic.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which test class reaches which place of the product, and how long it takes.
 */
final class Coverage {

	private static final long MINIMUM_LIMIT = 10_000;

	/** The numbers of the probes, by source and position. */
	private final Map<Source, TreeMap<Integer, Integer>> probes = new LinkedHashMap<>();

	private final Map<String, BitSet> reached = new LinkedHashMap<>();

	private final Map<String, Long> times = new LinkedHashMap<>();

	private final Map<String, Integer> kills = new ConcurrentHashMap<>();

	private final long budget = Long.getLong("mutations.seconds", 3600) * 1000;

	Coverage(List<Mutant> mutants) {
		int number = 0;
		for (Mutant mutant : mutants) {
			Map<Integer, Integer> ofSource = this.probes.computeIfAbsent(mutant.source(), (source) -> new TreeMap<>());
			if (mutant.probe() >= 0 && ofSource.putIfAbsent(mutant.probe(), number) == null) {
				number++;
			}
		}
	}

	/** Puts probes into a product. */
	void instrument(Path product, String classPath) throws IOException {
		String probe = Probe.class.getName().replace('.', '/') + ".class";
		Path copy = product.resolve(probe);
		Files.createDirectories(copy.getParent());
		Files.copy(Probe.class.getResourceAsStream("/" + probe), copy, StandardCopyOption.REPLACE_EXISTING);
		for (Source source : this.probes.keySet()) {
			String objections = SourceCompiler.compile(source.compilable(withProbes(source)), classPath, product);
			if (!objections.isEmpty()) {
				throw new IllegalStateException("Probes break " + source.path() + ": " + objections);
			}
		}
	}

	private String withProbes(Source source) {
		StringBuilder text = new StringBuilder(source.text());
		this.probes.get(source)
			.descendingMap()
			.forEach((position, number) -> text.insert(position, "Probe.reached(%d); ".formatted(number)));
		text.insert(text.indexOf(";", text.indexOf("\npackage ") + 1) + 1, " import " + Probe.class.getName() + ";");
		return text.toString();
	}

	/** Takes note of a test that passed. */
	void add(String test, long millis, BitSet reached) {
		this.times.put(test, millis);
		this.reached.put(test, reached);
	}

	/** Takes note of the test that killed a mutant: it may well kill the next one. */
	void killed(Mutant mutant, String test) {
		this.kills.merge(mutant.source().name() + " " + test, 1, Integer::sum);
	}

	private Comparator<String> promisingFirst(Mutant mutant) {
		String ownPackage = ".atomic." + mutant.source().packageName() + ".";
		Comparator<String> byKills = Comparator
			.comparing((test) -> -this.kills.getOrDefault(mutant.source().name() + " " + test, 0));
		return byKills.thenComparing((test) -> !test.contains(ownPackage)).thenComparing(this.times::get);
	}

	/**
	 * The tests that reach a mutant, and how many milliseconds each may take, until the
	 * time is spent that each mutant has.
	 */
	Map<String, Long> testsOf(Mutant mutant) {
		BitSet wanted = new BitSet();
		TreeMap<Integer, Integer> ofSource = this.probes.get(mutant.source());
		if (mutant.probe() >= 0) {
			wanted.set(ofSource.get(mutant.probe()));
		}
		else {
			ofSource.values().forEach(wanted::set);
		}
		List<String> tests = new ArrayList<>(this.reached.keySet());
		tests.removeIf((test) -> !this.reached.get(test).intersects(wanted));
		tests.sort(promisingFirst(mutant));
		Map<String, Long> limits = new LinkedHashMap<>();
		long spent = 0;
		for (String test : tests) {
			spent += this.times.get(test);
			if (spent <= this.budget) {
				limits.put(test, MINIMUM_LIMIT + 8 * this.times.get(test));
			}
		}
		return limits;
	}

	SortedSet<String> tests() {
		return new TreeSet<>(this.times.keySet());
	}

	/** Keeps it for another run. */
	void write(Path file) throws IOException {
		List<String> lines = new ArrayList<>();
		this.reached.forEach((test, probes) -> lines.add("%s %d %s".formatted(test, this.times.get(test),
				Base64.getEncoder().encodeToString(probes.toByteArray()))));
		Files.write(file, lines);
	}

	void read(Path file) throws IOException {
		for (String line : Files.readAllLines(file)) {
			String[] words = line.split(" ", -1);
			add(words[0], Long.parseLong(words[1]), BitSet.valueOf(Base64.getDecoder().decode(words[2])));
		}
	}

}
