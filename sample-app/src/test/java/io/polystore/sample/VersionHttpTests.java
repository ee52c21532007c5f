package io.polystore.sample;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What documents were before.
 */
class VersionHttpTests extends AbstractHttpTests {

	@Test
	void theLastVersionsAreKeptTheNewestFirst() {
		String first = put("{\"a\":1}", "If-None-Match", "*");
		String second = put("{\"a\":20}", "If-Match", first);
		assertThat(versions()).containsExactly(unquoted(second), unquoted(first));
		JsonNode newest = Api.json(this.api.get(versionsPath())).path("versions").path(0);
		assertThat(newest.path("size").intValue()).isEqualTo("{\n  \"a\": 20\n}".length());
		assertThat(newest.path("time").stringValue()).endsWith("Z");
	}

	@Test
	void noMoreThanTenAreKept() {
		String tag = put("0", "If-None-Match", "*");
		for (int i = 1; i < 15; i++) {
			tag = put("" + i, "If-Match", tag);
		}
		assertThat(versions()).hasSize(10).startsWith(unquoted(tag));
	}

	@Test
	void aVersionIsRestoredByWhoKnowsThePresentOne() {
		String first = put("{\"a\":1}", "If-None-Match", "*");
		String second = put("{\"a\":2}", "If-Match", first);
		Api.assertProblem(restore(first), 428, "precondition-required");
		Api.assertProblem(restore(first, "If-Match", first), 412, "version-conflict");
		assertThat(this.api.get(path()).body()).isEqualTo("{\"a\":2}");
		HttpResponse<String> restored = Api.assertStatus(restore(first, "If-Match", second), 200);
		assertThat(restored.body()).isEqualTo("{\"a\":1}");
		assertThat(Api.etag(restored)).isEqualTo(first).isEqualTo(Api.etag(this.api.get(path())));
		assertThat(restored.headers().firstValue("Content-Location")).hasValue(path());
		assertThat(versions()).contains(unquoted(first), unquoted(second));
	}

	@Test
	void aDeletedDocumentComesBack() {
		String tag = put("{\"a\":1}", "If-None-Match", "*");
		Api.assertStatus(this.api.delete(path(), "If-Match", tag), 204);
		assertThat(versions()).containsExactly(unquoted(tag));
		Api.assertStatus(restore(tag, "If-Match", "*"), 404);
		Api.assertStatus(restore(tag, "If-Match", tag), 412);
		Api.assertStatus(restore(tag), 200);
		assertThat(this.api.get(path()).body()).isEqualTo("{\"a\":1}");
	}

	@Test
	void aDamagedDocumentIsRestoredByWhoAcceptsAnyVersion() throws Exception {
		String tag = put("{\"a\":1}", "If-None-Match", "*");
		Path file = DIRECTORY.resolve("documents/" + this.name + ".json");
		Files.delete(file); // what is written in place changes the kept version with it
		Files.writeString(file, "{");
		Api.assertProblem(restore(tag, "If-Match", tag), 500, "corrupt-document");
		Api.assertStatus(restore(tag, "If-Match", "*"), 200);
		assertThat(this.api.get(path()).body()).isEqualTo("{\"a\":1}");
	}

	@Test
	void aVersionThatWasChangedIsNotRestored() throws Exception {
		String first = put("{\"a\":1}", "If-None-Match", "*");
		put("{\"a\":2}", "If-Match", first);
		overwriteKept(unquoted(first));
		Api.assertProblem(restore(first, "If-Match", "*"), 500, "damaged-version");
		assertThat(this.api.get(path()).body()).isEqualTo("{\"a\":2}");
	}

	private void overwriteKept(String version) throws Exception {
		Path directory = DIRECTORY.resolve("documents/.versions/" + this.name + ".json");
		try (var kept = Files.list(directory)) {
			Path file = kept.filter((path) -> path.toString().contains(version)).findFirst().orElseThrow();
			Files.writeString(file, "{\"a\":3}");
		}
	}

	@Test
	void aVersionThatIsNotKeptIsNotRestored() {
		put("{}", "If-None-Match", "*");
		Api.assertProblem(restore("\"00000000000000000000000000000000\"", "If-Match", "*"), 422, "unknown-version");
		Api.assertProblem(restore("\"absent\"", "If-Match", "*"), 422, "unknown-version");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"version\":null}", "{\"version\":\"x\"}", "{\"version\":\"../x\"}", "[]", "{" })
	void whatIsNoVersionIsRefused(String body) {
		put("{}", "If-None-Match", "*");
		Api.assertProblem(this.api.send("POST", versionsPath(), Api.utf8(body), Api.join(Api.JSON, "If-Match", "*")),
				400, "malformed-body");
	}

	@Test
	void ofWhatNeverWasNothingIsKept() {
		Api.assertStatus(this.api.get(versionsPath()), 404);
		Api.assertProblem(this.api.get("/api/versions/x//y"), 400, "invalid-name");
		Snapshot before = Snapshot.of(DIRECTORY);
		Api.assertStatus(restore("\"00000000000000000000000000000000\""), 404);
		assertThat(Snapshot.of(DIRECTORY)).isEqualTo(before);
	}

	private String put(String content, String... headers) {
		return Api.etag(this.api.put(path(), content, headers));
	}

	private HttpResponse<String> restore(String tag, String... headers) {
		return this.api.send("POST", versionsPath(), Api.utf8("{\"version\":" + tag + "}"),
				Api.join(Api.JSON, headers));
	}

	private List<String> versions() {
		return Api.json(this.api.get(versionsPath()))
			.path("versions")
			.valueStream()
			.map((kept) -> kept.path("version").stringValue())
			.toList();
	}

	private static String unquoted(String tag) {
		return tag.replace("\"", "");
	}

	private String path() {
		return "/api/documents/" + this.name;
	}

	private String versionsPath() {
		return "/api/versions/" + this.name;
	}

}
