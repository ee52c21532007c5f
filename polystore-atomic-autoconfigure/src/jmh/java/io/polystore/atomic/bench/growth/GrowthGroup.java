package io.polystore.atomic.bench.growth;

import java.nio.file.Path;

import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.BenchmarkGroup;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * How cost grows with the size of a document and with the number of its neighbours.
 */
public final class GrowthGroup implements BenchmarkGroup {

	@Override
	public String name() {
		return "growth";
	}

	@Override
	public Figure run(BenchSettings settings, Path directory) throws Exception {
		Figure figure = new Figure("How cost grows", """
				Updates of a JSON document by size, and find and save of a document of 1 KiB by the number of files in
				its directory. A round is the median of several operations. Cost for each byte that does not grow is
				linear growth; what hand-written Java does includes neither checks nor the record of the holder.
				""");
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().build()) {
			JsonFileRepository documents = new JsonFileRepository(files, JsonMapper.builder().build(), directory);
			new SizeGrowth(documents).measure(settings, figure);
			new NeighbourGrowth(documents).measure(settings, figure);
		}
		return figure;
	}

}
