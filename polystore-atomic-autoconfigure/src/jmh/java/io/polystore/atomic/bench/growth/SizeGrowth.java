package io.polystore.atomic.bench.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.Document;
import io.polystore.atomic.bench.measure.Recorder;
import io.polystore.atomic.bench.measure.Rounds;
import io.polystore.atomic.bench.measure.Samples;
import io.polystore.atomic.bench.measure.Subject;
import io.polystore.atomic.bench.measure.Timing;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.report.Target;
import io.polystore.atomic.bench.report.Unit;
import io.polystore.atomic.bench.rival.Counter;
import io.polystore.atomic.bench.rival.Rival;
import io.polystore.atomic.json.JsonFileRepository;

/**
 * The cost of an update by the size of the document.
 */
final class SizeGrowth {

	private static final String UPDATE = "update, ";

	private static final String HAND_WRITTEN = "hand-written durable update, ";

	private final JsonFileRepository documents;

	SizeGrowth(JsonFileRepository documents) {
		this.documents = documents;
	}

	void measure(BenchSettings settings, Figure figure) throws Exception {
		List<Counter> rivals = new ArrayList<>();
		try {
			report(figure, Rounds.warmAndInterleave(settings.pairs(), subjects(rivals)));
		}
		finally {
			for (Counter rival : rivals) {
				rival.close();
			}
		}
	}

	private List<Subject> subjects(List<Counter> rivals) throws IOException {
		List<Subject> subjects = new ArrayList<>();
		for (DocumentSize size : DocumentSize.ALL) {
			Document initial = Document.ofSize(size.bytes());
			subjects.add(update(size, initial, Durability.NONE));
			subjects.add(update(size, initial, Durability.FULL));
			Counter rival = Rival.HAND_WRITTEN.openIn(this.documents.directory().resolve(size.label()), initial);
			rivals.add(rival);
			subjects
				.add(new Subject(HAND_WRITTEN + size.label(), () -> Timing.median(size.updates(), rival::increment)));
		}
		return subjects;
	}

	private Subject update(DocumentSize size, Document initial, Durability durability) {
		JsonFileRepository repository = this.documents.in(Path.of(size.label().replace(' ', '-')))
			.with(WriteOptions.of(durability));
		return new Subject(series(durability, size), () -> Timing.median(size.updates(),
				() -> repository.update(durability.name(), Document.class, () -> initial, Document::incremented)));
	}

	private static void report(Figure figure, Recorder recorder) {
		for (Durability durability : List.of(Durability.NONE, Durability.FULL)) {
			Samples medium = forEachByte(recorder, durability, DocumentSize.MEDIUM);
			figure.ratio(UPDATE + durability + ": cost for each byte, 10 MiB / 100 KiB",
					forEachByte(recorder, durability, DocumentSize.LARGE).dividedBy(medium), Target.atMost(1.2));
		}
		for (DocumentSize size : DocumentSize.ALL) {
			figure.ratio("durable update, " + size.label() + ": polystore-atomic / hand-written Java",
					recorder.ratio(series(Durability.FULL, size), HAND_WRITTEN + size.label()), Target.none());
		}
		recorder.names().forEach((name) -> figure.number(name, Unit.NANOSECONDS, recorder.samples(name)));
	}

	private static Samples forEachByte(Recorder recorder, Durability durability, DocumentSize size) {
		return recorder.samples(series(durability, size)).dividedBy(size.bytes());
	}

	private static String series(Durability durability, DocumentSize size) {
		return UPDATE + durability + ", " + size.label();
	}

}
