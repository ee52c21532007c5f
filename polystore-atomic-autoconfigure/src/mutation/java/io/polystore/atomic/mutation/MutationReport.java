package io.polystore.atomic.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.polystore.atomic.mutation.TestResult.Verdict;
import io.polystore.atomic.test.Suite;

/**
 * What became of all mutants that compile.
 */
final class MutationReport {

	private record Entry(Mutant mutant, String site, TestResult result) {

		Verdict verdict() {
			return this.result.verdict();
		}

		@Override
		public String toString() {
			return "%s %s%n\t%s%n\t%s".formatted(verdict(), this.mutant.position(), this.site, this.result.last());
		}

	}

	private final Path directory;

	private final List<Entry> entries = new ArrayList<>();

	MutationReport(Path directory) {
		this.directory = directory;
	}

	synchronized void add(Mutant mutant, String replacement, TestResult result) {
		Entry entry = new Entry(mutant, mutant.site(replacement), result);
		this.entries.add(entry);
		System.out.println(entry);
	}

	/** The sites of those who survived an earlier run, from what it left. */
	static Set<String> survivors(Path mutants) throws IOException {
		Set<String> sites = new HashSet<>();
		List<String> lines = Files.readAllLines(mutants);
		for (int i = 1; i < lines.size(); i++) {
			if (lines.get(i - 1).startsWith(Verdict.SURVIVED + " ")) {
				sites.add(lines.get(i).strip());
			}
		}
		return sites;
	}

	/** Prints it and returns whether all who survived are explained. */
	boolean print() throws IOException {
		this.entries.sort(Comparator.comparing((entry) -> entry.mutant().number()));
		Files.write(this.directory.resolve("mutants.txt"), this.entries.stream().map(Entry::toString).toList());
		printTable();
		Explanations explanations = new Explanations();
		Predicate<Entry> survived = (entry) -> entry.verdict() == Verdict.SURVIVED;
		List<Entry> unexplained = this.entries.stream()
			.filter(survived.and((entry) -> !explanations.contain(entry.site())))
			.toList();
		unexplained.forEach((entry) -> System.out.println("Unexplained: " + entry));
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("mutants", this.entries.size());
		figures.put("killed", count(Verdict.KILLED));
		figures.put("timed out", count(Verdict.TIMED_OUT));
		figures.put("survived and explained", count(Verdict.SURVIVED) - unexplained.size());
		figures.put("survived", unexplained.size());
		Suite.report("Mutations", figures);
		return unexplained.isEmpty();
	}

	private long count(Verdict verdict) {
		return this.entries.stream().filter((entry) -> entry.verdict() == verdict).count();
	}

	private void printTable() {
		Map<String, Map<Verdict, Integer>> rows = new TreeMap<>();
		for (Entry entry : this.entries) {
			String row = "%-18s %-8s".formatted(entry.mutant().operator(), entry.mutant().source().packageName());
			rows.computeIfAbsent(row, (key) -> new TreeMap<>()).merge(entry.verdict(), 1, Integer::sum);
		}
		System.out.printf("%-27s %8s %8s %8s%n", "operator, package", "killed", "timed out", "survived");
		rows.forEach(
				(row, counts) -> System.out.printf("%-27s %8d %8d %8d%n", row, counts.getOrDefault(Verdict.KILLED, 0),
						counts.getOrDefault(Verdict.TIMED_OUT, 0), counts.getOrDefault(Verdict.SURVIVED, 0)));
	}

}
