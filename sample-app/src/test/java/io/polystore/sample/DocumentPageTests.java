package io.polystore.sample;

import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents on their pages.
 */
class DocumentPageTests extends AbstractBrowserTests {

	@Test
	void aDocumentIsFoundAndOpened() {
		put(this.name, "{\"retries\":3,\"hosts\":[\"a\",\"b\"]}");
		Page page = open("/");
		page.getByLabel("Name begins with").fill(this.name.substring(0, 12));
		assertThat(page.locator("#documents a")).hasCount(1);
		link(page, this.name).click();
		assertThat(page).hasURL("/documents/" + this.name);
		assertThat(page.locator("h1")).hasText(this.name);
		assertThat(page.locator("pre")).hasText("{\n  \"retries\": 3,\n  \"hosts\": [\n    \"a\",\n    \"b\"\n  ]\n}");
		screenshot(page, "document");
	}

	@Test
	void aDocumentIsCreated() {
		Page page = open("/");
		link(page, "New document").click();
		page.getByLabel("Name").fill(this.name);
		page.getByLabel("Content (JSON)").fill("{\"new\": true}");
		button(page, "Create").click();
		assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.STATUS))
			.hasText("The document was created.");
		assertThat(stored(this.name)).isEqualTo("{\"new\":true}");
	}

	@Test
	void aDocumentIsEdited() {
		put(this.name, "{\"retries\":3}");
		Page page = open("/documents/" + this.name);
		link(page, "Edit").click();
		page.getByLabel("Content (JSON)").fill("{\"retries\": 1.50}");
		button(page, "Save").click();
		assertThat(page.locator(".notice.good")).hasText("The document was saved.");
		assertThat(page.locator("pre")).hasText("{\n  \"retries\": 1.50\n}");
		assertThat(stored(this.name)).isEqualTo("{\"retries\":1.50}");
	}

	@Test
	void whatIsNoJsonIsToldBesideTheField() {
		put(this.name, "{\"retries\":3}");
		Page page = open("/edit/" + this.name);
		page.getByLabel("Content (JSON)").fill("{\n  \"retries\": ?\n}");
		button(page, "Save").click();
		assertThat(page.locator("#content-problem")).containsText("Line 2, column 1");
		assertThat(page.getByLabel("Content (JSON)")).hasValue("{\n  \"retries\": ?\n}");
		assertThat(page.getByLabel("Content (JSON)")).isFocused();
		screenshot(page, "invalid");
		assertThat(stored(this.name)).isEqualTo("{\"retries\":3}");
		expectRefusal(422);
	}

	@Test
	void whoIsSecondSeesWhatTheFirstSavedAndMaySaveOverIt() {
		Page page = conflict();
		assertThat(page.locator("pre")).hasText("{\n  \"retries\": 5,\n  \"owner\": \"anna\"\n}");
		assertThat(page.locator("mark")).hasText(new String[] { "  \"retries\": 5,", "  \"owner\": \"anna\"" });
		assertThat(page.getByLabel("Content (JSON)")).hasValue("{\n  \"retries\": 4\n}");
		screenshot(page, "conflict");
		assertThat(stored(this.name)).contains("anna");
		button(page, "Save mine over it").click();
		assertThat(page.locator(".notice.good")).hasText("The document was saved.");
		assertThat(stored(this.name)).isEqualTo("{\"retries\":4}");
	}

	@Test
	void whoIsSecondMayTakeWhatTheFirstSaved() {
		Page page = conflict();
		link(page, "Take theirs").click();
		assertThat(page).hasURL("/documents/" + this.name);
		assertThat(page.locator("pre")).containsText("anna");
		assertThat(stored(this.name)).contains("anna");
	}

	@Test
	void whoIsSecondIsToldAgainIfAThirdIsFaster() {
		Page page = conflict();
		replaceByAnotherClient(this.name, "{\"third\":true}");
		button(page, "Save mine over it").click();
		assertThat(page.locator("pre")).containsText("third");
		expectRefusal(409);
		assertThat(stored(this.name)).isEqualTo("{\"third\":true}");
	}

	private Page conflict() {
		put(this.name, "{\"retries\":3}");
		Page page = open("/edit/" + this.name);
		replaceByAnotherClient(this.name, "{\"retries\":5,\"owner\":\"anna\"}");
		page.getByLabel("Content (JSON)").fill("{\n  \"retries\": 4\n}");
		button(page, "Save").click();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Somebody saved first");
		expectRefusal(409);
		return page;
	}

	@Test
	void whatWasDeletedMeanwhileCanBeCreatedAnew() {
		put(this.name, "{\"retries\":3}");
		Page page = open("/edit/" + this.name);
		this.api.delete("/api/documents/" + this.name, "If-Match", "*");
		button(page, "Save").click();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Somebody deleted this document");
		expectRefusal(409);
		button(page, "Save").click();
		assertThat(page.locator(".notice.good")).hasText("The document was created.");
		assertThat(stored(this.name)).isEqualTo("{\"retries\":3}");
	}

	@Test
	void whoCreatesWhatIsThereSeesIt() {
		put(this.name, "{\"theirs\":1}");
		Page page = open("/new");
		page.getByLabel("Name").fill(this.name);
		page.getByLabel("Content (JSON)").fill("{\"mine\":1}");
		button(page, "Create").click();
		assertThat(page.locator("pre")).containsText("theirs");
		expectRefusal(409);
		assertThat(stored(this.name)).isEqualTo("{\"theirs\":1}");
	}

	@Test
	void aNameThatCannotBeOneIsToldBesideTheField() {
		Page page = open("/new");
		page.getByLabel("Name").fill("../secret");
		button(page, "Create").click();
		assertThat(page.locator("#name-problem")).containsText("A name is a relative path");
		assertThat(page.getByLabel("Name")).hasValue("../secret");
		expectRefusal(422);
	}

	@Test
	void anOlderVersionIsLookedAtAndRestored() {
		put(this.name, "{\"retries\":3}");
		replaceByAnotherClient(this.name, "{\"retries\":4}");
		Page page = open("/documents/" + this.name);
		page.locator(".history").getByRole(AriaRole.LINK).click();
		assertThat(page.locator("pre")).hasText("{\n  \"retries\": 3\n}");
		assertThat(page.locator("h2").first()).hasText("An older version");
		page.locator(".history").getByRole(AriaRole.BUTTON).click();
		assertThat(page.locator(".notice.good")).hasText("The version was restored.");
		assertThat(page.locator("pre")).hasText("{\n  \"retries\": 3\n}");
		assertThat(stored(this.name)).isEqualTo("{\"retries\":3}");
	}

	@Test
	void nothingIsRestoredOrDeletedOverAChangeThatWasNotSeen() {
		put(this.name, "{\"retries\":3}");
		replaceByAnotherClient(this.name, "{\"retries\":4}");
		Page page = open("/documents/" + this.name);
		replaceByAnotherClient(this.name, "{\"retries\":5}");
		page.locator(".history").getByRole(AriaRole.BUTTON).click();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("nothing was done");
		expectRefusal(409);
		replaceByAnotherClient(this.name, "{\"retries\":6}");
		delete(page);
		assertThat(page.locator("pre")).containsText("6");
		expectRefusal(409);
		assertThat(stored(this.name)).isEqualTo("{\"retries\":6}");
	}

	@Test
	void aDeletedDocumentCanBeRestored() {
		put(this.name, "{\"retries\":3}");
		Page page = open("/documents/" + this.name);
		delete(page);
		assertThat(page.locator(".notice.good")).hasText("The document was deleted.");
		Api.assertStatus(this.api.get("/api/documents/" + this.name), 404);
		page.navigate("/documents/" + this.name);
		expectRefusal(404);
		page.locator(".history").getByRole(AriaRole.BUTTON).click();
		assertThat(page.locator(".notice.good")).hasText("The version was restored.");
		assertThat(stored(this.name)).isEqualTo("{\"retries\":3}");
	}

	private static void delete(Page page) {
		page.getByText("Delete this document …").click();
		button(page, "Delete").click();
	}

	@Test
	void aDamagedDocumentCanBeRestored() throws Exception {
		put(this.name, "{\"retries\":3}");
		replaceByAnotherClient(this.name, "{\"retries\":4}");
		Path file = DIRECTORY.resolve("documents").resolve(this.name + ".json");
		Files.delete(file);
		Files.writeString(file, "{ \"secret");
		Page page = open("/documents/" + this.name);
		assertThat(page.locator(".notice.bad")).containsText("The stored document is damaged at line 1");
		assertThat(page.locator("body")).not().containsText("secret");
		page.locator(".history").getByRole(AriaRole.BUTTON).first().click();
		assertThat(page.locator(".notice.good")).hasText("The version was restored.");
		assertThat(stored(this.name)).isEqualTo("{\"retries\":4}");
	}

	@Test
	void everythingIsDoneWithTheKeyboardAlone() {
		Keyboard keyboard = new Keyboard(open("/"));
		keyboard.enter(link(keyboard.page(), "New document"));
		keyboard.type(keyboard.page().getByLabel("Name"), this.name);
		keyboard.type(keyboard.page().getByLabel("Content (JSON)"), "{\"by\":\"hand\"}");
		keyboard.enter(button(keyboard.page(), "Create"));
		keyboard.enter(link(keyboard.page(), "Edit"));
		keyboard.goTo(keyboard.page().getByLabel("Content (JSON)"));
		replaceByAnotherClient(this.name, "{\"by\":\"another\"}");
		keyboard.type(keyboard.page().getByLabel("Content (JSON)"), "{\"by\":\"me\"}");
		keyboard.enter(button(keyboard.page(), "Save"));
		keyboard.enter(button(keyboard.page(), "Save mine over it"));
		expectRefusal(409);
		assertThat(keyboard.page().locator(".notice.good")).hasText("The document was saved.");
		assertThat(stored(this.name)).isEqualTo("{\"by\":\"me\"}");
		keyboard.enter(keyboard.page().locator(".history").getByRole(AriaRole.BUTTON).first());
		assertThat(keyboard.page().locator(".notice.good")).hasText("The version was restored.");
		assertThat(stored(this.name)).isEqualTo("{\"by\":\"another\"}");
		keyboard.enter(keyboard.page().getByText("Delete this document …"));
		keyboard.enter(button(keyboard.page(), "Delete"));
		assertThat(keyboard.page().locator(".notice.good")).hasText("The document was deleted.");
	}

	@Test
	void theKeyboardSkipsWhatIsTheSameOnEveryPage() {
		Keyboard keyboard = new Keyboard(open("/"));
		keyboard.enter(link(keyboard.page(), "Skip to the content"));
		assertThat(keyboard.page().locator("main")).isFocused();
	}

}
