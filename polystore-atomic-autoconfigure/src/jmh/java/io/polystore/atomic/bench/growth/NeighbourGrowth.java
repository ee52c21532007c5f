package io.polystore.atomic.bench.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.Document;
import io.polystore.atomic.bench.measure.Recorder;
import io.polystore.atomic.bench.measure.Rounds;
import io.polystore.atomic.bench.measure.Subject;
import io.polystore.atomic.bench.measure.Timing;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.report.Target;
import io.polystore.atomic.bench.report.Unit;
import io.polystore.atomic.json.JsonFileRepository;

/**
 * The cost of find and save by the number of files in the directory.
 */
final class NeighbourGrowth {

	private static final int FEW = 100;

	private static final int SOME = 1_000;

	private static final int MANY = 100_000;

	private static final int FINDS = 300;

	private static final int SAVES = 100;

	private static final int DURABLE_SAVES = 15;

	private static final List<String> OPERATIONS = List.of("find", "save NONE", "save FULL");

	private final JsonFileRepository documents;

	NeighbourGrowth(JsonFileRepository documents) {
		this.documents = documents;
	}

	void measure(BenchSettings settings, Figure figure) throws Exception {
		List<Subject> subjects = new ArrayList<>();
		for (int files : List.of(FEW, SOME, MANY)) {
			JsonFileRepository crowd = this.documents.in(Path.of(files + "-files"));
			crowd.save(Document.NAME, Document.ofSize(1024));
			fill(crowd.directory(), files);
			addSubjects(crowd, files, subjects);
		}
		report(figure, Rounds.warmAndInterleave(settings.pairs(), subjects));
	}

	private static void fill(Path directory, int files) throws IOException {
		for (int i = 0; i < files; i++) {
			Files.createFile(directory.resolve("neighbour-" + i + ".json"));
		}
	}

	private static void addSubjects(JsonFileRepository crowd, int files, List<Subject> subjects) {
		JsonFileRepository hasty = crowd.with(WriteOptions.of(Durability.NONE));
		Document document = Document.ofSize(1024);
		subjects.add(new Subject(series(OPERATIONS.get(0), files),
				() -> Timing.median(FINDS, () -> crowd.find(Document.NAME, Document.class))));
		subjects.add(new Subject(series(OPERATIONS.get(1), files),
				() -> Timing.median(SAVES, () -> hasty.save(Document.NAME, document))));
		subjects.add(new Subject(series(OPERATIONS.get(2), files),
				() -> Timing.median(DURABLE_SAVES, () -> crowd.save(Document.NAME, document))));
	}

	private static void report(Figure figure, Recorder recorder) {
		for (String operation : OPERATIONS) {
			for (int files : List.of(SOME, MANY)) {
				figure.ratio("%s: %,d files / %d files".formatted(operation, files, FEW),
						recorder.ratio(series(operation, files), series(operation, FEW)), Target.between(0.8, 1.2));
			}
		}
		recorder.names().forEach((name) -> figure.number(name, Unit.NANOSECONDS, recorder.samples(name)));
	}

	private static String series(String operation, int files) {
		return "%s, %,d files".formatted(operation, files);
	}

}
