package io.polystore.sample;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * What the first page makes of the figures that it is sent.
 */
class LivePageTests extends AbstractBrowserTests {

	private static final String METERS = """
			{"at":"2026-01-01T00:00:10.000Z","updatesPerSecond":1234.5,"writesPerSecond":12.3,"updatesPerWrite":null,
			"lockWaitMillis":{"p50":0.0123,"p95":1.25,"p99":43.21},"writeMillis":{"p50":null,"p95":null,"p99":null},
			"locksHeld":1,"threadsWaiting":2,"locks":[
			{"file":"quiet.json.lock","thread":null,"since":null,"waiters":[]},
			{"file":"<b>busy</b>.json.lock","thread":"worker-1","since":"2026-01-01T00:00:08.500Z","waiters":[
			{"thread":"worker-2","since":"2026-01-01T00:00:09.000Z"},{"thread":"worker-3","since":"2026-01-01T00:00:09.500Z"}]}]}
			"""
		.replace("\n", "");

	@Test
	void figuresAndLocksAreShownAsText() {
		Page page = newPage(1280, ColorScheme.LIGHT);
		page.route("**/api/live", LivePageTests::sendMeters);
		page.navigate("/");
		assertThat(figure(page, "updatesPerSecond")).hasText("1,235");
		assertThat(figure(page, "updatesPerWrite")).hasText("\u2013");
		assertThat(figure(page, "lockWaitMillis.p50")).hasText("0.01");
		assertThat(figure(page, "lockWaitMillis.p99")).hasText("43.2");
		assertThat(figure(page, "writeMillis.p99")).hasText("\u2013");
		assertThat(page.locator("#locks caption")).containsText("(1 held, 2 waiting)");
		assertThat(page.locator("#locks tbody tr")).hasText(
				new String[] { "<b>busy</b>.json.lock worker-1 1.5 s 2: worker-2, worker-3",
						"quiet.json.lock \u2013 \u2013 0" },
				new LocatorAssertions.HasTextOptions().setUseInnerText(true));
	}

	private static void sendMeters(Route route) {
		route.fulfill(new Route.FulfillOptions().setContentType("text/event-stream")
			.setBody("event: meters\ndata: " + METERS + "\n\n"));
	}

	private static Locator figure(Page page, String name) {
		return page.locator("[data-figure='" + name + "']");
	}

	@Test
	void aStreamThatBreaksIsOpenedAnew() {
		Page page = newPage(1280, ColorScheme.LIGHT);
		page.route("**/api/live", LivePageTests::sendMeters);
		page.navigate("/");
		assertThat(page.locator("#connection")).hasText("Disconnected, trying again \u2026");
		page.unroute("**/api/live");
		assertThat(page.locator("#connection")).hasText("One sample a second");
		assertThat(figure(page, "updatesPerSecond")).not().hasText("1,235");
	}

}
