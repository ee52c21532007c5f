package io.polystore.sample;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counters: every operation counts, and counts once.
 */
class CounterHttpTests extends AbstractHttpTests {

	@Test
	void countsFromZeroByOne() {
		assertThat(Api.assertStatus(this.api.post(path() + "/increment"), 200).body())
			.isEqualTo("{\"counter\":\"%s\",\"count\":1}".formatted(this.name));
		assertThat(this.api.post(path() + "/increment", "{}").body()).contains("\"count\":2");
	}

	@Test
	void countsByWhatIsAsked() {
		increment("{\"by\":40}");
		assertThat(increment("{\"by\":-2}").body()).contains("\"count\":38");
	}

	@Test
	void anOperationThatIsSentAgainCountsOnceAndGetsTheSameAnswer() {
		HttpResponse<String> first = increment("{\"by\":5,\"id\":\"a\"}");
		increment("{\"by\":1,\"id\":\"b\"}");
		assertThat(increment("{\"by\":5,\"id\":\"a\"}").body()).isEqualTo(first.body());
		assertThat(this.api.get(path()).body())
			.isEqualTo("{\"count\":6,\"operations\":{\"a\":{\"by\":5,\"count\":5},\"b\":{\"by\":1,\"count\":6}}}");
	}

	@Test
	void anOperationThatIsSentAgainWritesNothing() throws Exception {
		increment("{\"id\":\"a\"}");
		Path file = DIRECTORY.resolve("counters").resolve(this.name + ".json");
		Object before = Files.readAttributes(file, "unix:ino,ctime");
		increment("{\"id\":\"a\"}");
		assertThat(Files.readAttributes(file, "unix:ino,ctime")).isEqualTo(before);
	}

	@Test
	void anIdOfAnotherOperationIsRefused() {
		increment("{\"by\":5,\"id\":\"a\"}");
		Api.assertProblem(increment("{\"by\":6,\"id\":\"a\"}"), 409, "operation-id-reused");
		assertThat(this.api.get(path()).body()).contains("\"count\":5");
	}

	@Test
	void countingTooFarIsRefused() {
		increment("{\"by\":9223372036854775807}");
		Api.assertProblem(increment("{\"by\":1}"), 409, "counter-overflow");
		assertThat(this.api.get(path()).body()).contains("\"count\":9223372036854775807");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"by\":\"1\"}", "{\"by\":1.5}", "{\"by\":9223372036854775808}", "{\"bye\":1}", "[]", "1",
			"{\"id\":\"\"}", "{\"id\":\"a b\"}", "{\"id\":\"../a\"}" })
	void whatIsNotUnderstoodIsNotCounted(String body) {
		Snapshot before = Snapshot.of(DIRECTORY);
		Api.assertProblem(increment(body), 400, "malformed-body");
		assertThat(Snapshot.of(DIRECTORY)).isEqualTo(before);
	}

	@Test
	void aCounterThatWasNeverUsedIsNotThere() {
		Api.assertStatus(this.api.get(path()), 404);
	}

	@Test
	void aCounterCanBeReadConditionally() {
		increment("{}");
		String etag = Api.etag(this.api.get(path()));
		Api.assertStatus(this.api.get(path(), "If-None-Match", etag), 304);
		increment("{}");
		Api.assertStatus(this.api.get(path(), "If-None-Match", etag), 200);
	}

	private HttpResponse<String> increment(String body) {
		return this.api.post(path() + "/increment", body);
	}

	private String path() {
		return "/api/counters/" + this.name;
	}

}
