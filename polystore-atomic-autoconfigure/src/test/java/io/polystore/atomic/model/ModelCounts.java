package io.polystore.atomic.model;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.polystore.atomic.test.Suite;

/**
 * How much of the model was seen.
 */
final class ModelCounts {

	private static final int MAX_HALTS = 400;

	private final Map<String, Integer> answers = new TreeMap<>();

	private final Set<String> states = new HashSet<>();

	private int sequences;

	private int actions;

	private int crashes;

	private int halts;

	private int committed;

	private int leftTemps;

	void sequence() {
		this.sequences++;
	}

	int sequences() {
		return this.sequences;
	}

	void action(String answer) {
		this.actions++;
		this.answers.merge(kind(answer), 1, Integer::sum);
	}

	private static String kind(String answer) {
		boolean isWord = answer.chars().allMatch(Character::isLetter);
		return isWord ? answer : "value";
	}

	void crash(boolean halted, boolean isNew, boolean leftTemp) {
		this.crashes++;
		this.halts += halted ? 1 : 0;
		this.committed += isNew ? 1 : 0;
		this.leftTemps += leftTemp ? 1 : 0;
	}

	/** Whether the next process to end may be another one, which takes its time. */
	boolean mayHalt() {
		return Suite.isLong() && this.halts < MAX_HALTS && this.crashes % 20 == 0;
	}

	void state(DocumentTree tree) {
		this.states.add(tree.toString());
	}

	Map<String, Integer> answers() {
		return this.answers;
	}

	int crashes() {
		return this.crashes;
	}

	int committed() {
		return this.committed;
	}

	int leftTemps() {
		return this.leftTemps;
	}

	Map<String, Object> figures() {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("sequences", this.sequences);
		figures.put("actions", this.actions);
		figures.put("distinct states", this.states.size());
		figures.put("crashes", this.crashes);
		figures.put("of them committed", this.committed);
		figures.put("with a temp left", this.leftTemps);
		figures.put("with the process gone", this.halts);
		figures.put("answers", this.answers);
		return figures;
	}

}
