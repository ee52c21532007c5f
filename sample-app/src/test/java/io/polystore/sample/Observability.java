package io.polystore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files for Prometheus and Grafana.
 */
final class Observability {

	static final Path DIRECTORY = Path.of("observability");

	static final Path PROMETHEUS = DIRECTORY.resolve("prometheus");

	private static final Pattern SERIES = Pattern.compile("\\b(?:polystore|disk)_\\w+");

	private Observability() {
	}

	static JsonNode yaml(Path file) {
		Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(read(file));
		return JsonMapper.shared().valueToTree(content);
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the names of the series that the application has to offer for an
	 * expression.
	 */
	static Stream<String> series(String expression) {
		return SERIES.matcher(expression).results().map(MatchResult::group);
	}

}
