package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.polystore.atomic.json.FuzzReading.As;
import io.polystore.atomic.json.FuzzReading.Fields;
import io.polystore.atomic.json.PythonJudge.Judgement;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads documents in every way, changes nothing in them, and compares what became of them
 * with what the {@link PythonJudge} says.
 */
final class FuzzRun {

	private static final String NAME = "d";

	private final Path file;

	private final JsonFileRepository documents;

	private final PythonJudge judge;

	private final List<Seen> seen = new ArrayList<>();

	FuzzRun(Path root) throws IOException {
		Path directory = Files.createDirectories(root.resolve("documents"));
		this.file = directory.resolve(NAME + ".json");
		this.documents = TestDocuments.in(directory);
		this.judge = new PythonJudge(root.resolve("judge"));
	}

	void read(FuzzCase fuzz) throws IOException {
		byte[] content = fuzz.content();
		Seen result = new Seen(fuzz, this.judge.add(content),
				content.length > JsonFileOptions.DEFAULT_MAX_DOCUMENT_SIZE, new EnumMap<>(As.class), new ArrayList<>());
		Files.write(this.file, content);
		for (As as : As.values()) {
			result.found.put(as, find(fuzz, as, content));
		}
		for (As as : As.values()) {
			update(result, as, content);
		}
		this.seen.add(result);
	}

	private String find(FuzzCase fuzz, As as, byte[] content) throws IOException {
		FuzzReading found = as.find(this.documents, NAME);
		assertThat(Files.readAllBytes(this.file)).as("%s found as %s", fuzz, as).isEqualTo(content);
		if (found.isRead()) {
			return digest(found.value());
		}
		FuzzFailures.check(fuzz + " found as " + as, found.failure());
		assertThat(FuzzFailures.TYPES).as("%s found as %s", fuzz, as).contains(found.failure().getClass());
		assertThat(found.failure()).as("%s found as %s", fuzz, as).isNotInstanceOf(UnknownPropertyException.class);
		return null;
	}

	private static String digest(Object value) {
		if (value instanceof Fields fields) {
			return ValueDigest.of(fields.owner()) + ValueDigest.of(fields.tags());
		}
		boolean isWhole = value instanceof JsonNode || value instanceof Map;
		return isWhole ? ValueDigest.of(value) : value.toString();
	}

	private void update(Seen result, As as, byte[] content) throws IOException {
		String what = result.fuzz + " updated as " + as;
		FuzzReading updated = as.update(this.documents, NAME);
		String before = result.found.get(as);
		if (!updated.isRead()) {
			FuzzFailures.check(what, updated.failure());
			assertThat((before != null) ? as.mayRefuseOnlyUpdates(updated.failure())
					: FuzzFailures.TYPES.contains(updated.failure().getClass()))
				.as(what)
				.isTrue();
			assertThat(Files.readAllBytes(this.file)).as(what).isEqualTo(content);
			return;
		}
		assertThat(digest(updated.value())).as(what).isEqualTo(before);
		byte[] rewritten = Files.readAllBytes(this.file);
		assertThat(as.update(this.documents, NAME).isRead()).as("%s again", what).isTrue();
		assertThat(Files.readAllBytes(this.file)).as("%s again", what).isEqualTo(rewritten);
		if (as.isWhole()) {
			result.rewritten.add(this.judge.add(rewritten));
		}
		Files.write(this.file, content);
	}

	/**
	 * Returns how many of each kind were accepted and refused.
	 */
	Map<String, int[]> conclude() throws IOException {
		List<Judgement> judgements = this.judge.judge();
		Map<String, int[]> counts = new TreeMap<>();
		for (Seen result : this.seen) {
			check(result, judgements);
			counts.computeIfAbsent(result.fuzz.kind(), (kind) -> new int[2])[result.isAccepted() ? 0 : 1]++;
		}
		return counts;
	}

	private static void check(Seen result, List<Judgement> judgements) {
		Judgement judgement = judgements.get(result.judged);
		String what = "%s: %s, judged %s".formatted(result.fuzz, result.found, judgement);
		if (!judgement.accepted() || result.tooLarge) {
			assertThat(result.found.values()).as(what).containsOnlyNulls();
			return;
		}
		if (judgement.withinLimits()) {
			assertThat(result.found.get(As.TREE)).as(what).isEqualTo(judgement.digest());
			assertThat(result.found.get(As.MAP)).as(what).isEqualTo(judgement.isObject() ? judgement.digest() : null);
			assertThat(result.found.get(As.FIELDS) != null).as(what).isEqualTo(judgement.isObject());
		}
		for (int rewritten : result.rewritten) {
			assertThat(judgements.get(rewritten).accepted()).as(what).isTrue();
			if (judgement.withinLimits()) {
				assertThat(judgements.get(rewritten).digest()).as(what).isEqualTo(judgement.digest());
			}
		}
	}

	/**
	 * What became of one document.
	 *
	 * @param fuzz the document
	 * @param judged the number of its judgement
	 * @param tooLarge whether it is above the size limit
	 * @param found a digest of what it was found to be, {@code null} if it was refused
	 * @param rewritten the numbers of the judgements of what updates have made of it
	 */
	private record Seen(FuzzCase fuzz, int judged, boolean tooLarge, Map<As, String> found, List<Integer> rewritten) {

		boolean isAccepted() {
			return this.found.get(As.TREE) != null;
		}

	}

}
