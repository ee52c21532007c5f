package io.polystore.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotCaret;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the pages in a real browser. Whatever a test does, it fails if the console of
 * the browser shows a warning or an error, or if a page asks another host for anything.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class AbstractBrowserTests {

	static final Path DIRECTORY = TestDirectory.create("browser-tests-");

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private final List<String> complaints = new ArrayList<>();

	private final List<Page> pages = new ArrayList<>();

	@LocalServerPort
	private int port;

	Api api;

	/**
	 * A name for a document of this test.
	 */
	String name;

	@DynamicPropertySource
	static void directory(DynamicPropertyRegistry registry) {
		registry.add("polystore.atomic.directory", DIRECTORY::toString);
	}

	@BeforeEach
	void setUp() {
		this.api = new Api(this.port);
		this.name = "settings/" + UUID.randomUUID().toString().substring(0, 8);
	}

	@AfterEach
	void nothingIsWrongInTheBrowser() {
		this.pages.forEach((page) -> page.context().close());
		assertThat(this.complaints).isEmpty();
	}

	Page open(String path) {
		return open(path, 1280, ColorScheme.LIGHT);
	}

	Page open(String path, int width, ColorScheme scheme) {
		Page page = newPage(width, scheme);
		page.navigate(path);
		return page;
	}

	Page newPage(int width, ColorScheme scheme) {
		BrowserContext context = SharedBrowser.get()
			.newContext(new NewContextOptions().setBaseURL(base())
				.setViewportSize(width, 800)
				.setColorScheme(scheme)
				.setReducedMotion(ReducedMotion.REDUCE)
				.setLocale("en-GB"));
		context.setDefaultTimeout(20_000);
		Page page = context.newPage();
		this.pages.add(page);
		page.onConsoleMessage(this::listen);
		page.onPageError((error) -> this.complaints.add("Uncaught: " + error));
		page.onRequest(this::watch);
		return page;
	}

	private String base() {
		return "http://localhost:" + this.port;
	}

	private void listen(ConsoleMessage message) {
		if (message.type().equals("error") || message.type().equals("warning")) {
			this.complaints.add("%s (%s)".formatted(message.text(), message.location()));
		}
	}

	private void watch(Request request) {
		if (!request.url().startsWith(base() + "/")) {
			this.complaints.add("Request to another host: " + request.url());
		}
	}

	/**
	 * Checks that one request was refused as it was meant to be, of which the console of
	 * Chromium always tells.
	 */
	void expectRefusal(int status) {
		this.pages.get(0).waitForCondition(() -> !this.complaints.isEmpty());
		assertThat(this.complaints).singleElement(InstanceOfAssertFactories.STRING)
			.startsWith("Failed to load resource: the server responded with a status of " + status);
		this.complaints.clear();
	}

	static Locator button(Page page, String label) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true));
	}

	static Locator link(Page page, String label) {
		return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(label).setExact(true));
	}

	/**
	 * Leaves the cursor as it is: hiding it would need a style that the policy forbids.
	 */
	static void screenshot(Page page, String file) {
		page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(file + ".png"))
			.setCaret(ScreenshotCaret.INITIAL)
			.setFullPage(true));
	}

	void put(String document, String json) {
		Api.assertStatus(this.api.put("/api/documents/" + document, json), 201);
	}

	String stored(String document) {
		return Api.assertStatus(this.api.get("/api/documents/" + document), 200).body();
	}

	void replaceByAnotherClient(String document, String json) {
		Api.assertStatus(this.api.put("/api/documents/" + document, json, "If-Match", "*"), 200);
	}

}
