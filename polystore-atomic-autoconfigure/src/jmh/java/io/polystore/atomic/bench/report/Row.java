package io.polystore.atomic.bench.report;

import io.polystore.atomic.bench.measure.Samples;

/**
 * One line of a table.
 *
 * @param what what was measured
 * @param unit what the numbers count
 * @param samples the numbers
 * @param target what the median should reach
 */
record Row(String what, Unit unit, Samples samples, Target target) {

	static final String HEADER = """
			| | median | quartiles | rounds | target | |
			|---|---:|---:|---:|---:|---|
			""";

	boolean hasTarget() {
		return this.target.test() != null;
	}

	boolean meetsTarget() {
		return this.target.isMetBy(this.samples.median());
	}

	String toMarkdown() {
		return "| %s | %s | %s – %s | %d | %s | %s |%n".formatted(this.what, this.unit.format(this.samples.median()),
				this.unit.format(this.samples.quantile(0.25)), this.unit.format(this.samples.quantile(0.75)),
				this.samples.rounds(), this.target.text(), this.target.verdict(this.samples.median()));
	}

}
