package io.polystore.atomic.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.polystore.atomic.test.Python;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes are those that a real Python writes.
 */
class PythonLayoutTests {

	@TempDir
	Path root;

	private JsonFileRepository documents;

	@BeforeEach
	void createDocuments() {
		this.documents = TestDocuments.in(this.root.resolve("documents"));
	}

	private List<String> writtenByPython() {
		Python.run(PythonLayoutTests.class, "documents.py", this.root, this.root.resolve("documents"));
		List<String> names = this.documents.in(Path.of("pretty")).names();
		assertThat(names).hasSizeGreaterThan(40);
		return names;
	}

	@Test
	void treesAreWrittenAsPythonWritesThem() throws IOException {
		for (String name : writtenByPython()) {
			JsonNode tree = this.documents.find("compact/" + name, JsonNode.class).orElseThrow();
			this.documents.save("java/" + name, tree);
			assertSameBytes(name);
		}
	}

	@Test
	void mapsAndListsAreWrittenAsPythonWritesThem() throws IOException {
		for (String name : writtenByPython()) {
			if (Files.readString(file("compact/" + name)).equals("null")) {
				continue;
			}
			Object value = this.documents.find("compact/" + name, Object.class).orElseThrow();
			this.documents.save("java/" + name, value);
			assertSameBytes(name);
		}
	}

	@Test
	void anUpdateThatChangesNothingLeavesPythonsFileAlone() throws IOException {
		for (String name : writtenByPython()) {
			byte[] before = Files.readAllBytes(file("pretty/" + name));
			Object key = Files.readAttributes(file("pretty/" + name), "unix:ino").get("ino");
			this.documents.update("pretty/" + name, JsonNode.class, (tree) -> tree);
			assertThat(file("pretty/" + name)).hasBinaryContent(before);
			assertThat(Files.readAttributes(file("pretty/" + name), "unix:ino")).containsEntry("ino", key);
		}
	}

	private void assertSameBytes(String name) throws IOException {
		assertThat(Files.readString(file("java/" + name))).as(name).isEqualTo(Files.readString(file("pretty/" + name)));
		assertThat(file("java/" + name)).hasSameBinaryContentAs(file("pretty/" + name));
	}

	private Path file(String name) {
		return this.documents.directory().resolve(name + ".json");
	}

	record Bean(String text, double number, float small, double[] numbers, Map<String, Object> map, List<Bean> beans,
			BigDecimal decimal, BigInteger integer, Double boxed, long count, boolean flag) {

	}

	@Test
	void pythonWritesOurBeansAsWeDo() {
		Bean inner = new Bean("ü \" / \\ \u0001 \u001f \u007f \u2028 😀", 1e16, 0.1f,
				new double[] { 1e-7, 1e7, -0.0, 3 }, Map.of(), List.of(), new BigDecimal("0.25"),
				BigInteger.TEN.pow(30), 1e-5, Long.MIN_VALUE, true);
		Bean bean = new Bean("", 0.1, 1e10f, new double[0], Map.of("key", List.of(1.0, 2.5f, "x")),
				List.of(inner, inner), new BigDecimal("12345678901.5"), BigInteger.ONE, 12345678.9, 0, false);
		assertPythonAgrees(bean);
	}

	@Test
	void pythonWritesOurDoublesAsWeDo() {
		Random random = new Random(42);
		List<Double> values = new ArrayList<>();
		while (values.size() < 20_000) {
			double value = Double.longBitsToDouble(random.nextLong());
			if (Double.isFinite(value) && Math.abs(value) > 1e-322) {
				values.add(value);
				values.add(Math.rint(random.nextGaussian() * 1e6) / 1000);
				values.add((double) random.nextLong());
				values.add(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
			}
		}
		assertPythonAgrees(values);
	}

	@Test
	void pythonWritesOurTreesAsWeDo() {
		Map<String, Object> document = new LinkedHashMap<>();
		for (int i = 0; i < 1000; i++) {
			document.put("key " + i + (char) i, Map.of("text", Character.toString((i < 0xd00) ? i * 17 : i)));
		}
		assertPythonAgrees(JsonMapper.builder().build().valueToTree(document));
	}

	private void assertPythonAgrees(Object value) {
		this.documents.save("ours", value);
		Python.run(PythonLayoutTests.class, "rewrite.py", this.root, file("ours"), file("theirs"));
		assertThat(file("ours")).hasSameTextualContentAs(file("theirs"), StandardCharsets.UTF_8)
			.hasSameBinaryContentAs(file("theirs"));
	}

}
