package io.polystore.sample;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The Chromium of this machine, started once for all tests.
 */
final class SharedBrowser {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome-stable",
			"google-chrome", "chrome");

	private static Browser browser;

	private SharedBrowser() {
	}

	static synchronized Browser get() {
		Optional<Path> program = find();
		assumeTrue(program.isPresent(), () -> "There is no browser on the PATH, none of " + NAMES);
		if (browser == null) {
			browser = launch(program.get());
		}
		return browser;
	}

	private static Optional<Path> find() {
		return NAMES.stream().flatMap(SharedBrowser::candidates).filter(Files::isExecutable).findFirst();
	}

	private static Stream<Path> candidates(String name) {
		String path = System.getenv().getOrDefault("PATH", "");
		return Pattern.compile(Pattern.quote(File.pathSeparator))
			.splitAsStream(path)
			.map((directory) -> Path.of(directory, name));
	}

	private static Browser launch(Path program) {
		Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
		return playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(program)
				.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking",
						"--disable-component-update", "--disable-sync", "--no-first-run")));
	}

}
