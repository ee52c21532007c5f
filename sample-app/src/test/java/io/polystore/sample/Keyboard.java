package io.polystore.sample;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who uses a page without a mouse, and has to see where he is.
 *
 * @param page the page
 */
record Keyboard(Page page) {

	private static final int LONGEST_WAY = 80;

	/**
	 * Goes on to an element by the tabulator alone.
	 */
	void goTo(Locator target) {
		target.waitFor();
		for (int steps = 0; !has(target, "element === document.activeElement"); steps++) {
			assertThat(steps).as("Steps to " + target).isLessThan(LONGEST_WAY);
			this.page.keyboard().press("Tab");
		}
		assertThat(has(target, "getComputedStyle(element).outlineStyle !== 'none'")).as("Focus of " + target).isTrue();
	}

	private static boolean has(Locator target, String property) {
		return (boolean) target.evaluate("element => " + property);
	}

	void enter(Locator target) {
		goTo(target);
		this.page.keyboard().press("Enter");
	}

	void type(Locator field, String text) {
		goTo(field);
		this.page.keyboard().press("Control+a");
		this.page.keyboard().insertText(text);
	}

}
