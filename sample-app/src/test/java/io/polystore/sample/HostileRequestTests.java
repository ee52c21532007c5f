package io.polystore.sample;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that must not be served: each has its status and its explanation, and leaves
 * the directory byte for byte as it was.
 */
class HostileRequestTests extends AbstractHttpTests {

	private static final int LIMIT = 256 * 1024;

	private Snapshot before;

	@BeforeEach
	void takeSnapshot() {
		Api.assertStatus(this.api.put(path(), "{\"a\":1}"), 201);
		Api.assertStatus(this.api.post("/api/jobs/" + this.name + "/results", "{\"id\":\"a\",\"values\":{}}"), 201);
		this.before = Snapshot.of(DIRECTORY);
	}

	private void assertUntouched() {
		assertThat(Snapshot.of(DIRECTORY)).isEqualTo(this.before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", ".", "..", "../x", "./x", "x/.", "x/..", "x/../y", "x/../../y",
			"x/../../../../etc/passwd", "/etc/passwd", "x//y", "x/", "%2e%2e/x", "%2E%2E/%2E%2E/x", "%2e%2e%2fx",
			"x%2fy", "x%5c..%5cy", "..%5cx", "C:%5cx", "x%00", "%00", "x%0ay", "x%0d", "x%7f", "%ff", "%c0%ae%c0%ae/x",
			"%zz", "x%", "x y", "x\\y", "x|y" })
	void hostileNamesAreRefused(String hostile) {
		assertRefusedName("PUT /api/documents/" + hostile);
		assertUntouched();
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", ".", "%2e%2e", "x%2f..%2fy", "x%5cy", "x%00", "%ff", "x%0ay", "..%2fdocuments%2fx" })
	void hostileNamesAreRefusedEverywhere(String hostile) {
		assertRefusedName("POST /api/counters/" + hostile + "/increment");
		assertRefusedName("POST /api/jobs/" + hostile + "/export");
		assertRefusedName("GET /api/jobs/" + hostile + "/export");
		assertUntouched();
	}

	@Test
	void namesThatAreTooLongAreRefused() {
		Api.assertProblem(this.api.put("/api/documents/" + "x".repeat(300), "{}"), 400, "invalid-name");
		Api.assertProblem(this.api.put("/api/documents/" + "\u00e9".repeat(200).replace("\u00e9", "%C3%A9"), "{}"), 400,
				"invalid-name");
		assertUntouched();
	}

	private void assertRefusedName(String requestLine) {
		RawHttp.Answer answer = RawHttp.send(this.api.port(), requestLine + """
				 HTTP/1.1
				Host: localhost
				Content-Type: application/json
				Content-Length: 2
				""", Api.utf8("{}"));
		assertThat(answer.status()).as(answer.text()).isIn(400, 404, 405);
		assertThat(answer.isProblem()).as(answer.text()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "[1,", "{\"a\"}", "{\"a\":1", "{'a':1}", "{a:1}", "nul", "NaN", "Infinity",
			"01", "+1", ".5", "1.", "0x1", "\"a", "\"\\x\"", "\"\t\"", "{\"a\":1}}", "{\"a\":1} {}", "[1,]",
			"{\"a\":1,\"a\":2}", "{\"a\":1,}", "// c\n{}", "{}\u0000", "<a/>" })
	void contentsThatAreNoJsonAreRefused(String content) {
		assertRefusedContent(Api.utf8(content));
	}

	@ParameterizedTest
	@MethodSource
	void unusualContentsThatAreNoJsonAreRefused(byte[] content) {
		assertRefusedContent(content);
	}

	static Stream<byte[]> unusualContentsThatAreNoJsonAreRefused() {
		return Stream.of(Api.utf8("[".repeat(100_000)), Api.utf8("[".repeat(1000) + "]".repeat(1000)),
				Api.utf8("1".repeat(10_000)), "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1),
				new byte[] { '"', (byte) 0xf0, (byte) 0x9f, '"' }, new byte[] { '"', (byte) 0xff, '"' },
				new byte[] { 0x1f, (byte) 0x8b, 0x08, 0x00 }, new byte[100]);
	}

	private void assertRefusedContent(byte[] content) {
		String current = Api.etag(this.api.get(path()));
		Api.assertProblem(this.api.send("PUT", path(), content, Api.join(Api.JSON, "If-Match", current)), 400,
				"malformed-body");
		Api.assertProblem(this.api.send("PUT", path() + "-new", content, Api.JSON), 400, "malformed-body");
		Api.assertProblem(this.api.send("PATCH", path(), content, Api.MERGE_PATCH), 400, "malformed-body");
		assertUntouched();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PUT   | If-Match            | abc                               | 400
			PUT   | If-Match            | "abc                              | 400
			PUT   | If-Match            | ''                                | 400
			PUT   | If-Match            | ,                                 | 400
			PUT   | If-Match            | *, "abc"                          | 400
			PUT   | If-Match            | "abc" "def"                       | 400
			PUT   | If-Match            | w/"abc"                           | 400
			PUT   | If-None-Match       | abc                               | 400
			GET   | If-None-Match       | abc                               | 400
			DELETE| If-Match            | abc                               | 400
			PATCH | If-Match            | abc                               | 400
			PUT   | Content-Type        | ''                                | 415
			PUT   | Content-Type        | json                              | 415
			PUT   | Content-Type        | text/plain                        | 415
			PUT   | Content-Type        | application/x-www-form-urlencoded | 415
			PUT   | Content-Type        | multipart/form-data; boundary=x   | 415
			PUT   | Content-Type        | application/merge-patch+json      | 415
			PUT   | Content-Type        | application/json;charset=nonsense | 415
			PATCH | Content-Type        | application/json                  | 415
			PUT   | Content-Encoding    | gzip                              | 415
			PUT   | Content-Range       | bytes 0-1/2                       | 400
			PUT   | Accept              | text/html                         | 406
			PUT   | Accept              | nonsense                          | 406
			GET   | Accept              | text/csv                          | 406
			PUT   | Transfer-Encoding   | nonsense                          | 501
			TRACE | X-Nothing           | x                                 | 405
			POST  | X-Nothing           | x                                 | 405
			""")
	void badHeadersAreRefused(String method, String header, String value, int status) {
		String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
		String headers = header.equals("Content-Type") ? "" : "\nContent-Type: " + type;
		RawHttp.Answer answer = RawHttp.send(this.api.port(),
				"%s %s HTTP/1.1\nHost: localhost\nContent-Length: 2\n%s: %s%s".formatted(method, path(), header, value,
						headers),
				Api.utf8("{}"));
		assertThat(answer.status()).as(answer.text()).isEqualTo(status);
		assertThat(answer.isProblem()).as(answer.text()).isTrue();
		assertUntouched();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: localhost\nContent-Length: x", "Host: localhost\nContent-Length: -1",
			"Host: localhost\nContent-Length: 2\nContent-Length: 3", "Host: a\nHost: b\nContent-Length: 2",
			"Content-Length: 2", "Host: localhost\nContent-Length: 2\nBad Header: x",
			"Host: localhost\nContent-Length: 2\nX-Null: \u0000" })
	void whatIsNotHttpIsRefused(String headers) {
		RawHttp.Answer answer = RawHttp.send(this.api.port(),
				"PUT " + path() + "-new HTTP/1.1\nContent-Type: application/json\n" + headers, Api.utf8("{}"));
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertUntouched();
	}

	@Test
	void aHeadThatIsTooLargeIsRefused() {
		RawHttp.Answer answer = RawHttp.send(this.api.port(), "GET / HTTP/1.1\nHost: x\nX-Large: " + "x".repeat(9000),
				new byte[0]);
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
	}

	@Test
	void theLargestBodyIsAccepted() {
		Api.assertStatus(this.api.put(path() + "-new", text(LIMIT)), 201);
	}

	@Test
	void aBodyThatIsAnnouncedAsTooLargeIsRefused() {
		Api.assertProblem(this.api.put(path() + "-new", text(LIMIT + 1)), 413, "too-large");
		Api.assertProblem(this.api.post("/api/counters/" + this.name + "/increment", text(LIMIT + 1)), 413,
				"too-large");
		assertUntouched();
	}

	@Test
	void aBodyThatTurnsOutToBeTooLargeIsRefused() {
		for (String path : new String[] { path() + "-new", path() }) {
			Api.assertProblem(putChunked(path, text(LIMIT + 1)), 413, "too-large");
			Api.assertProblem(putChunked(path, " ".repeat(LIMIT) + "{}"), 413, "too-large");
		}
		assertUntouched();
	}

	@Test
	void aRecordInABodyThatTurnsOutToBeTooLargeIsRefused() {
		HttpRequest request = chunked("/api/jobs/" + this.name + "/results",
				"{\"id\":\"b\",\"values\":{\"a\":" + text(LIMIT) + "}}")
			.build();
		Api.assertProblem(this.api.send(request), 413, "too-large");
		assertUntouched();
	}

	@Test
	void aDocumentThatWouldBeTooLargeIsRefused() {
		String content = "[" + "1,".repeat(LIMIT / 2 - 2) + "1]";
		Api.assertProblem(this.api.put(path() + "-new", content), 413, "too-large");
		assertThat(Snapshot.withoutLocks(DIRECTORY).contents().keySet())
			.noneMatch((path) -> path.endsWith("-new.json"));
	}

	@Test
	void aDocumentThatWouldGrowTooLargeIsRefused() {
		Api.assertStatus(this.api.patch(path(), "{\"b\":" + text(LIMIT - 10) + "}"), 200);
		Snapshot large = Snapshot.withoutLocks(DIRECTORY);
		Api.assertProblem(this.api.patch(path(), "{\"c\":" + text(LIMIT - 10) + "}"), 413, "too-large");
		assertThat(Snapshot.withoutLocks(DIRECTORY)).isEqualTo(large);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/api", "GET,/api/nothing", "GET,/error", "GET,/actuator/nothing", "GET,/actuator/env",
			"GET,/index.html", "GET,/favicon.ico", "POST,/actuator/shutdown" })
	void unknownAddressesAreNotFound(String method, String path) {
		Api.assertStatus(this.api.send(method, path, new byte[0]), 404);
	}

	@ParameterizedTest
	@CsvSource({ "POST,/api/documents", "DELETE,/api/counters/x", "GET,/api/counters/x/increment",
			"PUT,/api/jobs/x/results", "DELETE,/api/jobs/x/export" })
	void wrongMethodsAreRefused(String method, String path) {
		HttpResponse<String> response = Api.assertStatus(this.api.send(method, path, Api.utf8("{}"), Api.JSON), 405);
		assertThat(response.headers().firstValue("Allow")).isPresent();
		assertUntouched();
	}

	private String path() {
		return "/api/documents/" + this.name;
	}

	private static String text(int bytes) {
		return "\"" + "x".repeat(bytes - 2) + "\"";
	}

	private HttpResponse<String> putChunked(String path, String content) {
		return this.api.send(chunked(path, content).method("PUT", publisher(content)).build());
	}

	private HttpRequest.Builder chunked(String path, String content) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.api.port() + path))
			.headers(Api.JSON)
			.POST(publisher(content));
	}

	private static HttpRequest.BodyPublisher publisher(String content) {
		return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(Api.utf8(content)));
	}

}
