package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.polystore.atomic.model.Seed;
import io.polystore.atomic.test.Suite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a file holds, it is read as Python reads it or refused by a typed error that
 * quotes nothing of it, and it is never changed by who could not read it.
 */
@Tag("models")
class JsonFuzzTests {

	private static final int BATCH = 5_000;

	private static final Map<String, int[]> COUNTS = new TreeMap<>();

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.polystore");

	private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

	@TempDir
	private Path root;

	@BeforeAll
	static void keepTheLog() {
		LOG.start();
		LOGGER.addAppender(LOG);
	}

	@AfterAll
	static void checkTheLog() {
		LOGGER.detachAppender(LOG);
		assertThat(LOG.list)
			.noneSatisfy((event) -> assertThat(text(event)).containsAnyOf(FuzzCorpus.SECRETS.toArray(String[]::new)));
	}

	private static String text(ILoggingEvent event) {
		return event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
	}

	@Test
	@Timeout(value = 60, unit = TimeUnit.MINUTES)
	void spoiledDocumentsAreReadOrRefused() throws IOException {
		int documents = Suite.count(800, 20_000);
		for (int from = 0; from < documents; from += BATCH) {
			long first = Seed.VALUE + from;
			run("spoiled-" + from,
					LongStream.range(first, first + Math.min(BATCH, documents - from))
						.mapToObj(FuzzMutation::random)
						.toList());
		}
		assertThat(COUNTS.get("value swap")[0]).isPositive();
	}

	@Test
	@Timeout(value = 30, unit = TimeUnit.MINUTES)
	void extremeDocumentsAreReadOrRefused() throws IOException {
		run("extremes", FuzzExtremes.all());
	}

	private void run(String name, List<FuzzCase> cases) throws IOException {
		FuzzRun run = new FuzzRun(this.root.resolve(name));
		for (FuzzCase fuzz : cases) {
			run.read(fuzz);
		}
		run.conclude().forEach(JsonFuzzTests::count);
	}

	private static void count(String kind, int[] more) {
		COUNTS.merge(kind, more, (one, other) -> new int[] { one[0] + other[0], one[1] + other[1] });
	}

	@AfterAll
	static void report() {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("seed", Seed.VALUE);
		int accepted = COUNTS.values().stream().mapToInt((count) -> count[0]).sum();
		int refused = COUNTS.values().stream().mapToInt((count) -> count[1]).sum();
		figures.put("documents", accepted + refused);
		figures.put("accepted", accepted);
		figures.put("refused", refused);
		COUNTS.forEach((kind, count) -> figures.put(kind, count[0] + " accepted and " + count[1] + " refused"));
		Suite.report("JSON fuzz", figures);
	}

}
