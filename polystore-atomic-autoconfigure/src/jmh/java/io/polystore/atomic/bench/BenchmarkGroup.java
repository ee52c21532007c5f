package io.polystore.atomic.bench;

import java.nio.file.Path;

import io.polystore.atomic.bench.report.Figure;

/**
 * Measures one figure.
 */
public interface BenchmarkGroup {

	/**
	 * Returns the name by which {@code bench.only} selects it.
	 */
	String name();

	/**
	 * Measures.
	 * @param settings how to run
	 * @param directory an empty directory, which is deleted afterwards
	 * @return what came out
	 * @throws Exception if anything goes wrong
	 */
	Figure run(BenchSettings settings, Path directory) throws Exception;

}
