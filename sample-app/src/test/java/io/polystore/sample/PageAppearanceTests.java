package io.polystore.sample;

import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/**
 * Every page in every form: in light and dark, on a large screen and on a phone, and for
 * those who do not see it.
 */
class PageAppearanceTests extends AbstractBrowserTests {

	private static final int LARGE = 1280;

	private static final int PHONE = 390;

	private static final int HEIGHT = 800;

	@Test
	void everyPageFitsAndCanBeRead() throws Exception {
		createDocuments();
		Page page = open("/");
		page.locator("#chart-rate canvas").waitFor();
		check(page, "overview");
		visit(page, "/documents/" + this.name, "document");
		page.locator(".history a").first().click();
		check(page, "older");
		visit(page, "/documents/" + this.name + "-damaged", "damaged");
		visit(page, "/new", "new");
		conflict(page);
		check(page, "conflict");
		page.getByLabel("Content (JSON)").fill("{\n  \"retries\": ,\n}");
		button(page, "Save mine over it").click();
		page.locator("#content-problem").waitFor();
		expectRefusal(422);
		check(page, "invalid");
		page.navigate("/documents/nothing");
		expectRefusal(404);
		check(page, "problem");
	}

	private void createDocuments() throws Exception {
		put(this.name, "{\"retries\":3,\"hosts\":[\"node-1.batch.example\",\"node-2.batch.example\"],\"note\":\""
				+ "a long line ".repeat(20) + "\"}");
		replaceByAnotherClient(this.name, "{\"retries\":4,\"hosts\":[\"node-1.batch.example\"],\"window\":{\"from\":"
				+ "\"01:00\",\"to\":\"05:30\"}}");
		put(this.name + "-damaged", "1");
		Path file = DIRECTORY.resolve("documents").resolve(this.name + "-damaged.json");
		Files.delete(file);
		Files.writeString(file, "{");
	}

	private void conflict(Page page) {
		page.navigate("/edit/" + this.name);
		replaceByAnotherClient(this.name,
				"{\"retries\":5,\"hosts\":[\"node-1.batch.example\",\"node-3.batch.example\"],"
						+ "\"window\":{\"from\":\"02:00\",\"to\":\"05:30\"}}");
		button(page, "Save").click();
		page.locator("mark").first().waitFor();
		expectRefusal(409);
	}

	private static void visit(Page page, String path, String name) {
		page.navigate(path);
		check(page, name);
	}

	private static void check(Page page, String name) {
		check(page, LARGE, ColorScheme.DARK, name + "-dark");
		check(page, PHONE, ColorScheme.LIGHT, name + "-phone");
		check(page, LARGE, ColorScheme.LIGHT, name);
	}

	private static void check(Page page, int width, ColorScheme scheme, String name) {
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
		page.setViewportSize(width, HEIGHT);
		screenshot(page, name);
		PageCheck.check(page);
	}

}
