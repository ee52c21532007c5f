package io.polystore.sample;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents that somebody else damaged: nobody is told what is in them, and nobody but
 * whoever says so throws them away.
 */
class DamagedStorageTests extends AbstractHttpTests {

	private Path file;

	@BeforeEach
	void createDocument() {
		Api.assertStatus(this.api.put(path(), "{}"), 201);
		this.file = DIRECTORY.resolve("documents").resolve(this.name + ".json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\n \"secret", "not json", "{\"secret\":1,\"secret\":2}", "{} {}" })
	void aDamagedDocumentIsAProblemOfTheServerAndLeftAsItIs(String content) throws Exception {
		Files.writeString(this.file, content);
		assertDamaged(this.api.get(path()));
		assertDamaged(this.api.patch(path(), "{\"a\":1}"));
		assertDamaged(this.api.patch(path(), "{\"a\":1}", "If-Match", "*"));
		assertDamaged(this.api.put(path(), "{\"a\":1}", "If-Match", "*"));
		assertDamaged(this.api.delete(path(), "If-Match", "\"x\""));
		Api.assertStatus(this.api.put(path(), "{\"a\":1}"), 428);
		Api.assertStatus(this.api.put(path(), "{\"a\":1}", "If-None-Match", "*"), 412);
		assertThat(this.file).hasContent(content);
	}

	@Test
	void theProblemTellsWhereTheDamageIs() throws Exception {
		Files.writeString(this.file, "{\n  \"a\": ?\n}");
		HttpResponse<String> response = assertDamaged(this.api.get(path()));
		assertThat(Api.json(response).path("line").intValue()).isEqualTo(2);
		assertThat(Api.json(response).path("column").intValue()).isBetween(8, 10);
	}

	@Test
	void aDamagedDocumentCanBeDeletedByWhoeverAcceptsAnyVersion() throws Exception {
		Files.writeString(this.file, "damaged");
		Api.assertStatus(this.api.delete(path(), "If-Match", "*"), 204);
		Api.assertStatus(this.api.put(path(), "{}"), 201);
	}

	@Test
	void aCounterThatIsNoneIsNotCounted() throws Exception {
		String path = "/api/counters/" + this.name;
		Path counter = DIRECTORY.resolve("counters").resolve(this.name + ".json");
		this.api.post(path + "/increment");
		Files.writeString(counter, "{\"count\":\"secret\"}");
		assertDamaged(this.api.post(path + "/increment"));
		assertThat(counter).hasContent("{\"count\":\"secret\"}");
	}

	@Test
	void aCounterWithPropertiesOfAnotherProgramIsLeftAsItIs() throws Exception {
		String path = "/api/counters/" + this.name;
		Path counter = DIRECTORY.resolve("counters").resolve(this.name + ".json");
		this.api.post(path + "/increment");
		Files.writeString(counter, "{\"count\":1,\"secret\":2}");
		Api.assertProblem(this.api.post(path + "/increment"), 500, "foreign-property");
		assertThat(counter).hasContent("{\"count\":1,\"secret\":2}");
	}

	@Test
	void aDirectoryInTheWayIsAProblemOfTheServer() throws Exception {
		Files.delete(this.file);
		Files.createDirectory(this.file);
		Api.assertStatus(this.api.get(path()), 500);
		assertThat(this.api.put(path(), "{}").statusCode()).isBetween(500, 503);
		assertThat(this.file).isEmptyDirectory();
	}

	private static HttpResponse<String> assertDamaged(HttpResponse<String> response) {
		Api.assertProblem(response, 500, "corrupt-document");
		assertThat(response.body()).doesNotContain("secret", DIRECTORY.toString(), ".json\"", "io.polystore.atomic");
		return response;
	}

	private String path() {
		return "/api/documents/" + this.name;
	}

}
