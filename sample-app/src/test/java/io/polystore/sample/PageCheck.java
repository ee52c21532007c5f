package io.polystore.sample;

import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds on every page, however it is looked at.
 */
final class PageCheck {

	private static final String VIOLATIONS = """
			() => axe.run({resultTypes: ['violations']}).then(({violations}) => violations.flatMap(({id, impact, nodes}) =>
				nodes.map((node) => `${impact} ${id}: ${node.html} ${node.failureSummary}`)))""";

	private PageCheck() {
	}

	static void check(Page page) {
		assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
			.as("Fits into the width: " + page.url())
			.isTrue();
		if (!(boolean) page.evaluate("'axe' in window")) {
			page.evaluate(AxeBuilder.getAxeScript());
		}
		assertThat((List<?>) page.evaluate(VIOLATIONS)).as(page.url()).isEmpty();
	}

}
