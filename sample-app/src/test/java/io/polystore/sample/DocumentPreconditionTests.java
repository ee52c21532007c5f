package io.polystore.sample;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The status of every kind of request under every kind of precondition. In the tables
 * CURRENT stands for the entity tag of the present version, OTHER for another one.
 */
class DocumentPreconditionTests extends AbstractHttpTests {

	private static final String CONTENT = "{\"a\":1}";

	private static final String ABSENT = "\"none\"";

	private static final String CHANGE = "{\"a\":2}";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			absent  |                  |              | 404
			absent  | *                |              | 404
			absent  |                  | *            | 404
			present |                  |              | 200
			present | CURRENT          |              | 200
			present | OTHER            |              | 412
			present | W/CURRENT        |              | 412
			present | OTHER, CURRENT   |              | 200
			present | *                |              | 200
			present |                  | CURRENT      | 304
			present |                  | W/CURRENT    | 304
			present |                  | OTHER        | 200
			present |                  | OTHER,CURRENT| 304
			present |                  | *            | 304
			present | OTHER            | CURRENT      | 412
			present | CURRENT          | CURRENT      | 304
			""")
	void readingHonoursPreconditions(String state, @Nullable String ifMatch, @Nullable String ifNoneMatch, int status) {
		String current = prepare(state);
		HttpResponse<String> response = this.api.get(path(), headers(current, ifMatch, ifNoneMatch));
		Api.assertStatus(response, status);
		if (status < 400) {
			assertThat(Api.etag(response)).isEqualTo(current);
			assertThat(response.body()).isEqualTo((status == 304) ? "" : CONTENT);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			absent  |                  |              | 201
			absent  | OTHER            |              | 412
			absent  | *                |              | 412
			absent  |                  | *            | 201
			absent  |                  | OTHER        | 201
			absent  | OTHER            | *            | 412
			present |                  |              | 428
			present | CURRENT          |              | 200
			present | OTHER            |              | 412
			present | OTHER, CURRENT   |              | 200
			present | ,OTHER ,,CURRENT,|              | 200
			present | W/OTHER, "a,b"   |              | 412
			present | W/CURRENT        |              | 412
			present | *                |              | 200
			present |                  | *            | 412
			present |                  | CURRENT      | 412
			present |                  | W/CURRENT    | 412
			present |                  | OTHER        | 428
			present | CURRENT          | CURRENT      | 412
			present | CURRENT          | OTHER        | 200
			present | *                | *            | 412
			""")
	void replacingHonoursPreconditions(String state, @Nullable String ifMatch, @Nullable String ifNoneMatch,
			int status) {
		String current = prepare(state);
		Snapshot before = snapshot(current);
		HttpResponse<String> response = this.api.put(path(), CHANGE, headers(current, ifMatch, ifNoneMatch));
		assertOutcome(response, status, current, before);
		if (status == 201) {
			assertThat(response.headers().firstValue("Location")).hasValue(path());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			absent  |                  |              | 404
			absent  | OTHER            |              | 404
			absent  | *                |              | 404
			present |                  |              | 200
			present | CURRENT          |              | 200
			present | OTHER            |              | 412
			present | OTHER, CURRENT   |              | 200
			present | W/CURRENT        |              | 412
			present | *                |              | 200
			present |                  | *            | 412
			present |                  | CURRENT      | 412
			present |                  | OTHER        | 200
			""")
	void patchingHonoursPreconditions(String state, @Nullable String ifMatch, @Nullable String ifNoneMatch,
			int status) {
		String current = prepare(state);
		Snapshot before = snapshot(current);
		assertOutcome(this.api.patch(path(), CHANGE, headers(current, ifMatch, ifNoneMatch)), status, current, before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			absent  |                  |              | 404
			absent  | OTHER            |              | 404
			absent  | *                |              | 404
			present |                  |              | 428
			present | CURRENT          |              | 204
			present | OTHER            |              | 412
			present | OTHER, CURRENT   |              | 204
			present | W/CURRENT        |              | 412
			present | *                |              | 204
			present |                  | OTHER        | 428
			present |                  | CURRENT      | 412
			present | CURRENT          | CURRENT      | 412
			present | *                | *            | 412
			""")
	void deletingHonoursPreconditions(String state, @Nullable String ifMatch, @Nullable String ifNoneMatch,
			int status) {
		String current = prepare(state);
		Snapshot before = snapshot(current);
		Api.assertStatus(this.api.delete(path(), headers(current, ifMatch, ifNoneMatch)), status);
		if (status == 204) {
			Api.assertStatus(this.api.get(path()), 404);
		}
		else {
			assertThat(snapshot(current)).isEqualTo(before);
		}
	}

	private String path() {
		return "/api/documents/" + this.name;
	}

	private String prepare(String state) {
		return state.equals("present") ? Api.etag(Api.assertStatus(this.api.put(path(), CONTENT), 201)) : ABSENT;
	}

	private void assertOutcome(HttpResponse<String> response, int status, String current, Snapshot before) {
		Api.assertStatus(response, status);
		if (status < 400) {
			assertThat(response.body()).isEqualTo(CHANGE);
			HttpResponse<String> now = Api.assertStatus(this.api.get(path()), 200);
			assertThat(now.body()).isEqualTo(CHANGE);
			assertThat(Api.etag(now)).isEqualTo(Api.etag(response));
		}
		else {
			assertThat(snapshot(current)).isEqualTo(before);
		}
	}

	/**
	 * Of a document that exists the lock file may tell who looked at it; of one that does
	 * not there is none.
	 */
	private static Snapshot snapshot(String current) {
		return current.equals(ABSENT) ? Snapshot.of(DIRECTORY) : Snapshot.withoutLocks(DIRECTORY);
	}

	private static String[] headers(String current, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
		List<String> headers = new ArrayList<>();
		addHeader(headers, "If-Match", ifMatch, current);
		addHeader(headers, "If-None-Match", ifNoneMatch, current);
		return headers.toArray(new String[0]);
	}

	private static void addHeader(List<String> headers, String header, @Nullable String value, String current) {
		if (value != null) {
			headers.add(header);
			headers.add(value.replace("CURRENT", current).replace("OTHER", "\"0123456789abcdef0123456789abcdef\""));
		}
	}

}
