package io.polystore.atomic.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import io.polystore.atomic.bench.measure.Samples;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Medians as lines or bars over categories.
 */
public final class Chart {

	private static final int WIDTH = 880;

	private static final int HEIGHT = 420;

	private final String name;

	private final String title;

	private final String unit;

	private final String categoryTitle;

	private final Style style;

	private final List<String> categories;

	private final Map<String, List<Double>> series = new LinkedHashMap<>();

	/**
	 * Creates an empty chart.
	 * @param name what its file is called
	 * @param style how it looks
	 * @param title what it shows
	 * @param unit what is measured
	 * @param categoryTitle what the categories are
	 * @param categories the categories
	 */
	public Chart(String name, Style style, String title, String unit, String categoryTitle, List<String> categories) {
		this.name = name;
		this.style = style;
		this.title = title;
		this.unit = unit;
		this.categoryTitle = categoryTitle;
		this.categories = List.copyOf(categories);
	}

	/**
	 * Adds a line, or one bar in each category: the medians, divided by a constant.
	 */
	public void add(String label, List<Samples> samples, double divisor) {
		this.series.put(label, samples.stream().map((values) -> values.median() / divisor).toList());
	}

	String toMarkdown(String report) {
		return "![%s](%s.svg)".formatted(this.title, fileName(report));
	}

	void write(Path directory, String report) throws IOException {
		VectorGraphicsEncoder.saveVectorGraphic(build(), directory.resolve(fileName(report)).toString(),
				VectorGraphicsFormat.SVG);
	}

	CategoryChart build() {
		CategoryChart chart = new CategoryChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(this.title)
			.xAxisTitle(this.categoryTitle)
			.yAxisTitle(this.unit)
			.build();
		style(chart.getStyler());
		this.series.forEach((label, values) -> chart.addSeries(label, this.categories, values));
		return chart;
	}

	private void style(CategoryStyler styler) {
		styler.setChartBackgroundColor(Color.WHITE);
		styler.setLegendPosition(LegendPosition.OutsideS);
		styler.setLegendLayout(LegendLayout.Horizontal);
		styler.setPlotGridVerticalLinesVisible(false);
		styler.setYAxisDecimalPattern("#,##0.##");
		if (this.style == Style.LINES) {
			styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
			styler.setOverlapped(true);
		}
		if (this.style != Style.BARS) {
			styler.setYAxisLogarithmic(true);
			styler.setYAxisMin(decade(Math.floor(Math.log10(values().min().orElseThrow()))));
			styler.setYAxisMax(decade(Math.ceil(Math.log10(values().max().orElseThrow()))));
		}
	}

	private DoubleStream values() {
		return this.series.values().stream().flatMap(List::stream).mapToDouble(Double::doubleValue);
	}

	private static double decade(double exponent) {
		return Math.pow(10, exponent);
	}

	private String fileName(String report) {
		return report + "-" + this.name;
	}

	/**
	 * How a chart looks.
	 */
	public enum Style {

		/** Lines over an ordered range, logarithmic. */
		LINES,
		/** Bars. */
		BARS,
		/** Bars, logarithmic. */
		LOGARITHMIC_BARS

	}

}
