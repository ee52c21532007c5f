package io.polystore.sample;

import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The contention lab on the page, with real processes.
 */
class LabPageTests extends AbstractBrowserTests {

	private static final double PATIENCE = 60_000;

	@Test
	void aRunIsStartedAProcessKilledAndTheVerdictSeen() {
		createDocuments();
		Page page = open("/", 1360, ColorScheme.LIGHT);
		page.getByLabel("Processes").fill("2");
		page.getByLabel("Threads").fill("4");
		page.getByLabel("Seconds").fill("3");
		button(page, "Start").click();
		awaitRunning(page);
		button(page, "Kill one").click();
		assertThat(page.locator("#lab-status")).containsText("was killed");
		assertThat(page.locator(".state.killed")).hasCount(1);
		awaitMovingCharts(page);
		screenshot(page, "lab-running");
		awaitVerdict(page);
		screenshot(page, "lab-verdict");
		PageCheck.check(page);
	}

	private void createDocuments() {
		for (String document : new String[] { "nightly/import", "nightly/report", "retries", "orders/42" }) {
			this.api.put("/api/documents/" + document, "{\"retries\":3}");
		}
	}

	@Test
	void aRunOnAPhoneInTheDarkWithTheKeyboardAlone() {
		Page page = open("/", 390, ColorScheme.DARK);
		Keyboard keyboard = new Keyboard(page);
		keyboard.type(page.getByLabel("Processes"), "1");
		keyboard.type(page.getByLabel("Threads"), "2");
		keyboard.type(page.getByLabel("Seconds"), "2");
		keyboard.enter(button(page, "Start"));
		awaitRunning(page);
		keyboard.enter(button(page, "Kill one"));
		assertThat(page.locator("#lab-status")).containsText("was killed");
		awaitVerdict(page);
		screenshot(page, "lab-phone");
		PageCheck.check(page);
	}

	private static void awaitRunning(Page page) {
		assertThat(button(page, "Kill one")).hasAttribute("aria-disabled", "false",
				new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
	}

	private static void awaitVerdict(Page page) {
		assertThat(page.locator("#lab-verdict h3")).containsText("acknowledged operations is there exactly once.",
				waiting());
	}

	private static LocatorAssertions.ContainsTextOptions waiting() {
		return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
	}

	/**
	 * Waits until the charts have some samples of the run.
	 */
	private static void awaitMovingCharts(Page page) {
		for (String figure : new String[] { "lockWaitMillis.p99", "writeMillis.p99" }) {
			assertThat(page.locator("[data-figure='" + figure + "']")).not()
				.hasText("–", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
		}
		assertThat(page.locator("#lab-acknowledged")).hasText(Pattern.compile("[1-9][\\d,]+"),
				new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
	}

}
