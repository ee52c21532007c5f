package io.polystore.sample;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages without a browser: what is a page, and what is not.
 */
class PageHttpTests extends AbstractHttpTests {

	private static final String[] HTML = { "Accept", "text/html,application/xhtml+xml,*/*;q=0.8" };

	private static final String[] FORM = Api.join(HTML, "Content-Type", "application/x-www-form-urlencoded");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET  | /nothing                | 404
			GET  | /documents/nothing      | 404
			GET  | /edit/nothing           | 404
			GET  | /documents/x//y         | 400
			GET  | /documents/x?version=x  | 400
			GET  | /assets/nothing.js      | 404
			GET  | /error                  | 404
			POST | /                       | 405
			POST | /edit/x                 | 400
			POST | /delete/x               | 400
			POST | /delete/x?version=x     | 400
			POST | /delete/x?version=any   | 404
			POST | /restore/x?version=any&restored=x | 400
			""")
	void whoAsksForAPageIsToldOnAPage(String method, String path, int status) {
		HttpResponse<String> page = this.api.send(method, path, new byte[0], HTML);
		assertThat(page.statusCode()).isEqualTo(status);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(page.body()).contains("<h1 id=\"problem-title\">", ">" + status + "<").doesNotContain("Exception");
		Api.assertStatus(this.api.send(method, path, new byte[0]), status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api", "/api/nothing", "/api/documents/nothing", "/actuator/nothing" })
	void whoAsksTheApiIsToldByProblemDetails(String path) {
		Api.assertStatus(this.api.get(path, HTML), 404);
	}

	@Test
	void refusalsOfTheFiltersArePagesToo() {
		HttpResponse<String> page = this.api.send("POST", "/delete/x", new byte[0],
				Api.join(FORM, "Sec-Fetch-Site", "cross-site"));
		assertThat(page.statusCode()).isEqualTo(403);
		assertThat(page.body()).contains("The request came from another site");
	}

	@Test
	void whatIsNoPageIsRefused() {
		Api.assertStatus(this.api.get("/", "Accept", "application/json"), 406);
	}

	@ParameterizedTest
	@CsvSource({ "/assets/base.css,text/css", "/assets/overview.js,text/javascript", "/assets/icon.svg,image/svg+xml",
			"/assets/uplot/uPlot.esm.js,text/javascript", "/assets/uplot/uPlot.min.css,text/css" })
	void assetsAreSentOnce(String path, String type) {
		HttpResponse<String> asset = this.api.get(path);
		assertThat(asset.statusCode()).isEqualTo(200);
		assertThat(asset.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
		assertThat(asset.headers().firstValue("Cache-Control")).hasValue("no-cache");
		assertThat(asset.headers().firstValue("Last-Modified")).isEmpty();
		assertThat(this.api.get(path, "If-None-Match", Api.etag(asset)).statusCode()).isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/assets/", "/assets/uplot/", "/assets/uplot/../../uplot/1.6.30/package.json",
			"/assets/uplot/..%5c..%5cpackage.json", "/assets/../application.yml", "/assets/..%2fapplication.yml",
			"/assets/%2e%2e/application.yml", "/application.yml", "/templates/overview.html", "/base.css",
			"/webjars/uplot/1.6.30/dist/uPlot.esm.js", "/webjars/uplot/dist/uPlot.esm.js",
			"/META-INF/resources/webjars/uplot/1.6.30/package.json" })
	void nothingElseIsSent(String path) {
		RawHttp.Answer answer = RawHttp.send(this.api.port(), "GET " + path + " HTTP/1.1\nHost: localhost",
				new byte[0]);
		assertThat(answer.status()).as(answer.text()).isIn(400, 404);
		assertThat(answer.isProblem()).isTrue();
	}

	@Test
	void whatSomebodyStoresIsNeverMarkup() {
		this.api.put("/api/documents/" + this.name, "{\"<script>alert(1)</script>\":\"</pre>\"}");
		for (String path : new String[] { "/documents/", "/edit/" }) {
			assertThat(this.api.get(path + this.name, HTML).body()).doesNotContain("<script>", "\"</pre>");
		}
		HttpResponse<String> invalid = save("x", "</textarea><script>");
		assertThat(invalid.body()).doesNotContain("<script>");
	}

	@Test
	void onlyWhatIsKnownIsToldToBeDone() {
		assertThat(this.api.get("/?done=saved", HTML).body()).contains("The document was saved.");
		assertThat(this.api.get("/?done=Transfer+complete", HTML).body()).doesNotContain("Transfer",
				"class=\"notice good\"");
	}

	@Test
	void theListIsNoLongerThanSomebodyReads() {
		for (int i = 0; i < 203; i++) {
			this.api.put("/api/documents/" + this.name + "/" + i, "{}");
		}
		String list = this.api.get("/documents?prefix=" + this.name, HTML).body();
		assertThat(list).containsOnlyOnce("and 3 more").doesNotContain("<html");
		assertThat(list.split("<li>")).hasSize(201);
	}

	@Test
	void namesOfAnyKindAreLinked() {
		String unusual = this.name + "/a b&c=d%3F{x}+\u00e9'";
		String form = "name=" + URLEncoder.encode(unusual, StandardCharsets.UTF_8) + "&content={}";
		HttpResponse<String> created = this.api.send("POST", "/new", Api.utf8(form), FORM);
		assertThat(created.statusCode()).as(created.body()).isEqualTo(303);
		String location = created.headers().firstValue("Location").orElseThrow();
		HttpResponse<String> page = this.api.get(URI.create(location).getRawPath(), HTML);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("<title>" + this.name + "/a b&amp;c=d%3F{x}+\u00e9&#39;");
	}

	@Test
	void whatIsTooLargeIsRefused() {
		this.api.put("/api/documents/" + this.name, "{}");
		assertThat(save(Api.etag(this.api.get("/api/documents/" + this.name)), "\"" + "x".repeat(300_000) + "\"")
			.statusCode()).isEqualTo(413);
	}

	private HttpResponse<String> save(String etag, String content) {
		String version = etag.replace("\"", "");
		return this.api.send("POST", "/edit/" + this.name,
				Api.utf8("version=" + (version.equals("x") ? "any" : version) + "&content=" + content), FORM);
	}

}
