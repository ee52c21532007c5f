package io.polystore.sample.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The results of a job as a table: a line for each, a column for every value that any of
 * them has. Objects and arrays are written as JSON.
 * <p>
 * A spreadsheet would take a text that begins like a formula for one, and run it. Such a
 * text gets an apostrophe in front, which a spreadsheet takes for "this is text"; numbers
 * are left alone. Who needs the exact text reads the results as JSON.
 */
final class ResultTable {

	private static final String FORMULA_STARTS = "=+-@\t\r\n";

	private final List<JobResult> results;

	private final Set<String> columns = new LinkedHashSet<>();

	ResultTable(List<JobResult> results) {
		this.results = results;
		results.forEach((result) -> this.columns.addAll(result.values().keySet()));
	}

	int size() {
		return this.results.size();
	}

	void writeTo(Writer out) throws IOException {
		try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out)) {
			csv.writeRecord(header());
			this.results.forEach((result) -> csv.writeRecord(line(result)));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private List<String> header() {
		List<String> header = new ArrayList<>(List.of("id", "recordedAt"));
		this.columns.forEach((column) -> header.add(harmless(column)));
		return header;
	}

	private List<String> line(JobResult result) {
		List<String> line = new ArrayList<>(List.of(harmless(result.id()), result.recordedAt().toString()));
		this.columns.forEach((column) -> line.add(cell(result.values().get(column))));
		return line;
	}

	private static String cell(@Nullable JsonNode value) {
		if (value == null || value.isNull()) {
			return "";
		}
		return value.isString() ? harmless(value.stringValue()) : encodable(value.toString());
	}

	private static String harmless(String text) {
		String formula = (!text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0) ? "'" : "";
		return formula + encodable(text);
	}

	/**
	 * Replaces halves of surrogate pairs, which JSON can hold and UTF-8 cannot.
	 */
	private static String encodable(String text) {
		return StandardCharsets.UTF_8.decode(StandardCharsets.UTF_8.encode(text)).toString();
	}

}
