package io.polystore.sample;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the content of documents.
 */
class DocumentHttpTests extends AbstractHttpTests {

	@Test
	void keepsEveryDigitAndTheOrder() {
		String content = "{\"z\":1.00000000000000000001,\"a\":[1.50,12345678901234567890,null,\"\u00e9\u20ac\"]}";
		this.api.put(path(), content);
		assertThat(this.api.get(path()).body()).isEqualTo(content);
	}

	@Test
	void keepsNullAsADocument() {
		Api.assertStatus(this.api.put(path(), "null"), 201);
		assertThat(Api.assertStatus(this.api.get(path()), 200).body()).isEqualTo("null");
	}

	@Test
	void storesWhatOtherProgramsCanRead() throws Exception {
		this.api.put(path(), "{\"a\":\"\u00e9\"}");
		assertThat(file()).hasContent("{\n  \"a\": \"\u00e9\"\n}");
	}

	@Test
	void readsWhatOtherProgramsWrote() throws Exception {
		this.api.put(path(), "{}");
		Files.writeString(file(), "{\"by\":\"hand\"}");
		assertThat(this.api.get(path()).body()).isEqualTo("{\"by\":\"hand\"}");
	}

	@Test
	void decodesTheCharsetThatTheClientDeclares() {
		byte[] latin1 = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
		this.api.send("PUT", path(), latin1, "Content-Type", "application/json;charset=ISO-8859-1");
		assertThat(this.api.get(path()).body()).isEqualTo("{\"a\":\"\u00e9\"}");
	}

	@Test
	void namesMayHaveSlashesAndAreListedByPrefix() {
		Api.assertStatus(this.api.put(path() + "/b/2", "{}"), 201);
		Api.assertStatus(this.api.put(path() + "/a", "{}"), 201);
		Api.assertStatus(this.api.put("/api/documents/other-" + this.name, "{}"), 201);
		HttpResponse<String> listed = this.api.get("/api/documents?prefix=" + this.name + "/");
		assertThat(listed.body()).isEqualTo("{\"names\":[\"%1$s/a\",\"%1$s/b/2\"]}".formatted(this.name));
		assertThat(this.api.get("/api/documents").body()).contains("\"other-" + this.name + "\"");
	}

	@Test
	void locationLeadsToTheDocument() {
		String path = path() + "/%C3%A9%20%25";
		HttpResponse<String> created = Api.assertStatus(this.api.put(path, "{}"), 201);
		assertThat(created.headers().firstValue("Location")).hasValue(path);
		Api.assertStatus(this.api.get(path), 200);
	}

	@Test
	void theSameContentHasTheSameTag() {
		String first = Api.etag(this.api.put(path(), "{\"a\": 1}"));
		String second = Api.etag(this.api.put(path(), "{\"a\":1}", "If-Match", first));
		assertThat(second).isEqualTo(first);
	}

	@Test
	void patchMergesRemovesAndReplaces() {
		this.api.put(path(),
				"{\"title\":\"Hello\",\"author\":{\"given\":\"A\",\"family\":\"B\"},\"tags\":[\"x\",\"y\"]}");
		HttpResponse<String> patched = this.api.patch(path(),
				"{\"title\":\"Hi\",\"phone\":{\"home\":null,\"work\":1.50},\"author\":{\"family\":null},\"tags\":[\"z\"]}");
		Api.assertStatus(patched, 200);
		assertThat(patched.body()).isEqualTo(this.api.get(path()).body())
			.isEqualTo("{\"title\":\"Hi\",\"author\":{\"given\":\"A\"},\"tags\":[\"z\"],\"phone\":{\"work\":1.50}}");
	}

	@Test
	void patchOfAnotherMediaTypeTellsWhichIsUnderstood() {
		this.api.put(path(), "{}");
		HttpResponse<String> response = this.api.send("PATCH", path(), Api.utf8("[]"), "Content-Type",
				"application/json-patch+json");
		assertThat(Api.assertStatus(response, 415).headers().firstValue("Accept-Patch"))
			.hasValue("application/merge-patch+json");
	}

	@Test
	void headAnswersLikeGetWithoutTheContent() {
		String etag = Api.etag(this.api.put(path(), "{}"));
		HttpResponse<String> head = this.api.send("HEAD", path(), new byte[0]);
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(Api.etag(head)).isEqualTo(etag);
		assertThat(head.body()).isEmpty();
	}

	private String path() {
		return "/api/documents/" + this.name;
	}

	private Path file() {
		return DIRECTORY.resolve("documents").resolve(this.name + ".json");
	}

}
