package io.polystore.atomic.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.polystore.atomic.bench.measure.Samples;

/**
 * What one group measured: numbers, ratios, charts.
 */
public final class Figure {

	private final String title;

	private final String method;

	private final List<Row> numbers = new ArrayList<>();

	private final List<Row> ratios = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private final List<Chart> charts = new ArrayList<>();

	/**
	 * Creates an empty figure.
	 * @param title what it is about
	 * @param method how it was measured
	 */
	public Figure(String title, String method) {
		this.title = title;
		this.method = method.replace('\n', ' ').trim();
	}

	/**
	 * Returns what is left of a figure that could not be measured.
	 */
	public static Figure failed(String name, Exception failure) {
		Figure figure = new Figure(name, "");
		figure.note("**Failed:** " + failure);
		return figure;
	}

	/**
	 * Adds what one of the rivals reached.
	 */
	public void number(String what, Unit unit, Samples samples) {
		number(what, unit, samples, Target.none());
	}

	/**
	 * Adds a number that has a target of its own.
	 */
	public void number(String what, Unit unit, Samples samples, Target target) {
		this.numbers.add(new Row(what, unit, samples, target));
	}

	/**
	 * Adds the ratios of two numbers that were taken in the same rounds.
	 */
	public void ratio(String what, Samples ratios, Target target) {
		this.ratios.add(new Row(what, Unit.RATIO, ratios, target));
	}

	/**
	 * Adds a sentence that readers of the numbers should know.
	 */
	public void note(String note) {
		this.notes.add(note);
	}

	/**
	 * Adds a chart.
	 */
	public void chart(Chart chart) {
		this.charts.add(chart);
	}

	List<Chart> charts() {
		return this.charts;
	}

	long targets() {
		return rows().filter(Row::hasTarget).count();
	}

	long targetsMet() {
		return rows().filter(Row::meetsTarget).count();
	}

	private Stream<Row> rows() {
		return Stream.concat(this.ratios.stream(), this.numbers.stream());
	}

	/**
	 * Returns the tables alone.
	 */
	public String summary() {
		StringBuilder tables = new StringBuilder();
		append(tables, this.ratios);
		append(tables, this.numbers);
		this.notes.forEach((note) -> tables.append("- ").append(note).append('\n'));
		return tables.toString();
	}

	private static void append(StringBuilder tables, List<Row> rows) {
		if (!rows.isEmpty()) {
			tables.append(Row.HEADER);
			rows.forEach((row) -> tables.append(row.toMarkdown()));
			tables.append('\n');
		}
	}

	String toMarkdown(String report) {
		StringBuilder text = new StringBuilder("## %s%n%n%s%n%n".formatted(this.title, this.method));
		this.charts.forEach((chart) -> text.append(chart.toMarkdown(report)).append("\n\n"));
		return text.append(summary()).toString();
	}

}
