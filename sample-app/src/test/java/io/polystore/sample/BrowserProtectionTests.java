package io.polystore.sample;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What other sites can do by the browser of somebody who uses this service: nothing.
 */
@TestPropertySource(properties = { "run-state.allowed-hosts=Runs.Example, other.example",
		"management.endpoints.web.exposure.include=health,loggers", "management.endpoint.loggers.access=unrestricted" })
class BrowserProtectionTests extends AbstractHttpTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			same-origin | -                      | 201
			none        | -                      | 201
			-           | -                      | 201
			-           | http://localhost:PORT  | 201
			-           | HTTP://LOCALHOST:PORT  | 201
			same-origin | http://elsewhere.test  | 201
			cross-site  | -                      | 403
			same-site   | -                      | 403
			nonsense    | -                      | 403
			''          | -                      | 403
			cross-site  | http://localhost:PORT  | 403
			same-site   | http://localhost:PORT  | 403
			-           | http://elsewhere.test  | 403
			-           | http://localhost       | 403
			-           | http://localhost:1     | 403
			-           | https://localhost:PORT | 403
			-           | http://127.0.0.1:PORT  | 403
			-           | null                   | 403
			-           | ''                     | 403
			""")
	void onlyPagesOfThisServiceMayChangeSomething(String site, String origin, int status) {
		String path = "/api/documents/" + this.name;
		RawHttp.Answer answer = send("PUT " + path, "localhost:" + this.api.port(), site, origin);
		assertThat(answer.status()).as(answer.text()).isEqualTo(status);
		assertThat(this.api.get(path).statusCode()).isEqualTo((status == 201) ? 200 : 404);
		if (status == 403) {
			assertThat(answer.isProblem()).isTrue();
			assertThat(answer.text()).contains("run-state:cross-site");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT /api/documents/x", "PATCH /api/documents/x", "DELETE /api/documents/x",
			"POST /api/counters/x/increment", "POST /api/jobs/x/results", "POST /api/jobs/x/export",
			"POST /actuator/loggers/ROOT", "POST /nothing", "POST /error", "NONSENSE /" })
	void everyWayToChangeSomethingIsProtected(String request) {
		Snapshot before = Snapshot.of(DIRECTORY);
		assertThat(send(request, "localhost", "cross-site", null).status()).isEqualTo(403);
		assertThat(send(request, "localhost", null, "http://elsewhere.test").status()).isEqualTo(403);
		assertThat(Snapshot.of(DIRECTORY)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS" })
	void readingIsLeftToTheBrowser(String method) {
		this.api.put("/api/documents/" + this.name, "{}");
		assertThat(send(method + " /api/documents/" + this.name, "localhost", "cross-site", "http://elsewhere.test")
			.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			localhost          | 200
			LOCALHOST:8080     | 200
			localhost.         | 200
			runs.localhost     | 200
			127.0.0.1          | 200
			127.8.8.8:99       | 200
			192.168.1.7:8080   | 200
			[::1]              | 200
			[::1]:8080         | 200
			runs.example       | 200
			RUNS.example:443   | 200
			other.example      | 200
			elsewhere.test     | 403
			runs.example.test  | 403
			evilruns.example   | 403
			localhost.test     | 403
			notlocalhost       | 403
			127.0.0.1.test     | 403
			1.2.3.4.5          | 403
			2130706433         | 403
			""")
	void onlyNamesOfThisServiceAreServed(String host, int status) {
		RawHttp.Answer answer = send("GET /api/documents", host, null, null);
		assertThat(answer.status()).as(answer.text()).isEqualTo(status);
		assertThat(send("GET /actuator/health", host, null, null).status()).isEqualTo(status);
		if (status == 403) {
			assertThat(answer.isProblem()).isTrue();
			assertThat(answer.text()).contains("run-state:unknown-host");
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET,/api/documents", "GET,/api/nothing", "GET,/actuator/health", "GET,/nothing", "GET,/error",
			"POST,/api/documents", "PUT,/api/documents/x%2fy", "GET,/%zz" })
	void everyResponseTellsTheBrowserWhatItMayDo(String method, String path) {
		assertProtected(send(method + " " + path, "localhost", null, null));
	}

	@Test
	void refusalsTellTheBrowserWhatItMayDo() {
		assertProtected(send("GET /", "elsewhere.test", null, null));
		assertProtected(send("POST /", "localhost", "cross-site", null));
	}

	private static void assertProtected(RawHttp.Answer answer) {
		Map<String, String> headers = Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "same-origin",
				"Cross-Origin-Opener-Policy", "same-origin", "Cross-Origin-Resource-Policy", "same-origin",
				"Content-Security-Policy",
				"default-src 'none'; script-src 'self'; style-src 'self'; "
						+ "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
						+ "frame-ancestors 'none'");
		headers.forEach(
				(name, value) -> assertThat(answer.text()).containsOnlyOnce("\r\n" + name + ": " + value + "\r\n"));
	}

	private RawHttp.Answer send(String request, String host, String site, String origin) {
		StringBuilder head = new StringBuilder(request).append(" HTTP/1.1\nHost: ").append(host);
		head.append("\nContent-Type: application/json\nContent-Length: 2");
		if (site != null) {
			head.append("\nSec-Fetch-Site: ").append(site);
		}
		if (origin != null) {
			head.append("\nOrigin: ").append(origin.replace("PORT", "" + this.api.port()));
		}
		return RawHttp.send(this.api.port(), head.toString(), Api.utf8("{}"));
	}

}
