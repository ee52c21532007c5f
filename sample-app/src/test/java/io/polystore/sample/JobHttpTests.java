package io.polystore.sample;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jobs: their results and exports.
 */
class JobHttpTests extends AbstractHttpTests {

	@Test
	void resultsAreKeptInTheirOrder() {
		Api.assertStatus(record("{\"id\":\"a\",\"values\":{\"rows\":1.50,\"note\":null}}"), 201);
		Api.assertStatus(record("{\"id\":\"b\",\"values\":{}}"), 201);
		JsonNode results = Api.json(this.api.get(path() + "/results")).path("results");
		assertThat(results.valueStream().map((result) -> result.path("id").stringValue())).containsExactly("a", "b");
		assertThat(results.path(0).path("values").toString()).isEqualTo("{\"rows\":1.5,\"note\":null}");
	}

	@Test
	void aResultWithoutAnIdGetsOne() {
		JsonNode recorded = Api.json(record("{\"values\":{}}"));
		assertThat(recorded.path("id").stringValue()).hasSize(36);
		assertThat(this.api.get(path() + "/results").body()).contains(recorded.path("id").stringValue());
	}

	@Test
	void aResultThatIsSentAgainIsRecordedOnceAndGetsTheSameAnswer() {
		HttpResponse<String> first = record("{\"id\":\"a\",\"values\":{\"rows\":1}}");
		HttpResponse<String> again = Api.assertStatus(record("{\"id\":\"a\",\"values\":{\"rows\":1}}"), 200);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(Api.json(this.api.get(path() + "/results")).path("results").size()).isEqualTo(1);
	}

	@Test
	void anIdOfAnotherResultIsRefused() {
		record("{\"id\":\"a\",\"values\":{\"rows\":1}}");
		Api.assertProblem(record("{\"id\":\"a\",\"values\":{\"rows\":2}}"), 409, "operation-id-reused");
	}

	@Test
	void whatOtherProgramsAddToAJobIsKept() throws Exception {
		record("{\"id\":\"a\",\"values\":{}}");
		Path file = DIRECTORY.resolve("jobs").resolve(this.name + ".json");
		Files.writeString(file, "{\"owner\":{\"team\":\"ops\"},\"results\":[]}");
		record("{\"id\":\"b\",\"values\":{}}");
		assertThat(Api.json(this.api.get(path() + "/results")).path("owner").toString())
			.isEqualTo("{\"team\":\"ops\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"id\":\"a\"}", "{\"values\":null}", "{\"values\":[]}", "{\"values\":1}",
			"{\"id\":\"a b\",\"values\":{}}", "{\"values\":{},\"more\":1}" })
	void whatIsNotUnderstoodIsNotRecorded(String body) {
		Snapshot before = Snapshot.of(DIRECTORY);
		Api.assertProblem(record(body), 400, "malformed-body");
		assertThat(Snapshot.of(DIRECTORY)).isEqualTo(before);
	}

	@Test
	void aJobWithoutResultsIsNotThere() {
		Api.assertStatus(this.api.get(path() + "/results"), 404);
		Api.assertStatus(this.api.post(path() + "/export"), 404);
		Api.assertStatus(this.api.get(path() + "/export"), 404);
	}

	@Test
	void anExportIsThereOnceItWasMade() {
		record("{\"id\":\"a\",\"values\":{\"rows\":1}}");
		Api.assertStatus(this.api.get(path() + "/export"), 404);
		HttpResponse<String> exported = Api.assertStatus(this.api.post(path() + "/export"), 201);
		assertThat(exported.headers().firstValue("Location")).hasValue(path() + "/export");
		assertThat(exported.body()).isEqualTo("{\"job\":\"%s\",\"results\":1}".formatted(this.name));
		assertThat(this.api.get(path() + "/export").body()).startsWith("id,recordedAt,rows\r\na,").endsWith(",1\r\n");
	}

	@Test
	void anExportStaysAsItIsUntilTheNextOne() {
		record("{\"id\":\"a\",\"values\":{}}");
		this.api.post(path() + "/export");
		record("{\"id\":\"b\",\"values\":{}}");
		assertThat(this.api.get(path() + "/export").body()).doesNotContain("\r\nb,");
		this.api.post(path() + "/export");
		assertThat(this.api.get(path() + "/export").body()).contains("\r\nb,");
	}

	@Test
	void anExportCanBeReadConditionally() {
		record("{\"id\":\"a\",\"values\":{}}");
		this.api.post(path() + "/export");
		HttpResponse<String> export = this.api.get(path() + "/export");
		assertThat(export.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
		String modified = export.headers().firstValue("Last-Modified").orElseThrow();
		Api.assertStatus(this.api.get(path() + "/export", "If-None-Match", Api.etag(export)), 304);
		Api.assertStatus(this.api.get(path() + "/export", "If-Modified-Since", modified), 304);
		Api.assertStatus(this.api.get(path() + "/export", "If-None-Match", "\"other\""), 200);
		Api.assertProblem(this.api.get(path() + "/export", "If-None-Match", "other"), 400, "malformed-header");
	}

	@Test
	void anExportThatCannotBeWrittenLeavesEverythingAsItWas() throws Exception {
		record("{\"id\":\"a\",\"values\":{}}");
		Path obstacle = DIRECTORY.resolve("exports").resolve(this.name + ".csv").resolve("in-the-way");
		Files.createDirectories(obstacle);
		Snapshot before = Snapshot.withoutLocks(DIRECTORY);
		HttpResponse<String> response = Api.assertProblem(this.api.post(path() + "/export"), 503, "not-written");
		assertThat(Api.json(response).path("outcome").stringValue()).isEqualTo("NOT_COMMITTED");
		assertThat(Snapshot.withoutLocks(DIRECTORY)).isEqualTo(before);
	}

	private HttpResponse<String> record(String body) {
		return this.api.post(path() + "/results", body);
	}

	private String path() {
		return "/api/jobs/" + this.name;
	}

}
