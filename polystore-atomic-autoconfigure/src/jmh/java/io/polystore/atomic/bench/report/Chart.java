package io.polystore.atomic.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.polystore.atomic.bench.measure.Samples;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Medians as lines or bars over categories.
 */
public final class Chart {

	private static final int WIDTH = 760;

	private static final int HEIGHT = 420;

	private final String name;

	private final String title;

	private final String unit;

	private final boolean lines;

	private final List<String> categories;

	private final Map<String, List<Double>> series = new LinkedHashMap<>();

	private Chart(String name, String title, String unit, boolean lines, List<String> categories) {
		this.name = name;
		this.title = title;
		this.unit = unit;
		this.lines = lines;
		this.categories = categories;
	}

	/**
	 * Creates a chart of lines with a logarithmic axis.
	 */
	public static Chart lines(String name, String title, String unit, List<String> categories) {
		return new Chart(name, title, unit, true, categories);
	}

	/**
	 * Creates a chart of bars.
	 */
	public static Chart bars(String name, String title, String unit, List<String> categories) {
		return new Chart(name, title, unit, false, categories);
	}

	/**
	 * Adds a line, or one bar in each category: the medians, divided by a constant.
	 */
	public void add(String label, List<Samples> samples, double divisor) {
		this.series.put(label, samples.stream().map((values) -> values.median() / divisor).toList());
	}

	String toMarkdown() {
		return "![%s](%s.svg)".formatted(this.title, fileName());
	}

	void write(Path directory) throws IOException {
		CategoryChart chart = new CategoryChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(this.title)
			.yAxisTitle(this.unit)
			.build();
		style(chart.getStyler());
		this.series.forEach((label, values) -> chart.addSeries(label, this.categories, values));
		VectorGraphicsEncoder.saveVectorGraphic(chart, directory.resolve(fileName()).toString(),
				VectorGraphicsFormat.SVG);
	}

	private void style(CategoryStyler styler) {
		styler.setChartBackgroundColor(Color.WHITE);
		styler.setLegendPosition(LegendPosition.OutsideE);
		styler.setPlotGridVerticalLinesVisible(false);
		styler.setYAxisLogarithmic(this.lines);
		if (this.lines) {
			styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
		}
	}

	private String fileName() {
		return "benchmarks-" + this.name;
	}

}
