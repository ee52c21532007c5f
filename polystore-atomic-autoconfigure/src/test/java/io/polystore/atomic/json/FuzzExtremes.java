package io.polystore.atomic.json;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.polystore.atomic.test.Suite;

/**
 * Documents that are too deep, too long or in another encoding, and the borders of what
 * is allowed.
 */
final class FuzzExtremes {

	private static final int DEEP = 100_000;

	private static final int LONG = Suite.count(500_000, 10_000_000);

	private static final int DIGITS = Suite.count(100_000, 1_000_000);

	private final List<FuzzCase> cases = new ArrayList<>();

	private FuzzExtremes() {
	}

	static List<FuzzCase> all() {
		FuzzExtremes extremes = new FuzzExtremes();
		extremes.depth();
		extremes.numbers();
		extremes.lengths();
		extremes.encodings();
		extremes.texts();
		extremes.strings();
		return extremes.cases;
	}

	private void depth() {
		text("depth", "arrays", () -> "[".repeat(DEEP) + "]".repeat(DEEP));
		text("depth", "objects", () -> "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));
		text("depth", "arrays without end", () -> "[".repeat(DEEP));
		text("depth", "objects without end", () -> "{\"a\":".repeat(DEEP));
		text("depth", "both", () -> "[{\"a\":".repeat(DEEP) + "\"s3cr3t\"" + "}]".repeat(DEEP));
		text("depth", "below a property", () -> "{\"more\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
		for (int depth : new int[] { 1, 499, 500, 501, 900 }) {
			text("depth", "arrays " + depth, () -> "[".repeat(depth) + "]".repeat(depth));
			text("depth", "objects " + depth, () -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
		}
	}

	private void numbers() {
		text("number", "digits", () -> "2718281828".repeat(DIGITS / 10));
		text("number", "negative digits", () -> "[-" + "2718281828".repeat(DIGITS / 10) + "]");
		text("number", "fraction", () -> "0." + "2718281828".repeat(DIGITS / 10));
		text("number", "exponent", () -> "1e" + "9".repeat(DIGITS));
		text("number", "leading zeros of an exponent", () -> "1e" + "0".repeat(DIGITS) + "1");
		text("number", "in a property", () -> "{\"balance\":" + "2718281828".repeat(DIGITS / 10) + "}");
		for (String number : List.of("1e999999999", "-1e999999999", "1e-999999999", "1e2147483647", "1e2147483648",
				"1e-2147483648", "1e99999999999999999999", "0e999999999", "-0.0e999999999", "0e99999999999999999999",
				"1.5e-2147483647", "1".repeat(999), "1".repeat(1000), "1".repeat(1001), "0." + "1".repeat(998),
				"-" + "1".repeat(999), "1e" + "0".repeat(900) + "1")) {
			String name = number.substring(0, Math.min(number.length(), 24)) + " of " + number.length();
			text("number", name, () -> number);
			for (String property : List.of("balance", "rate", "price", "total", "open", "more")) {
				text("number", property + " " + name, () -> "{\"%s\": %s}".formatted(property, number));
			}
		}
	}

	private void lengths() {
		text("length", "string", () -> "\"" + "s3cr3t.".repeat(LONG / 7) + "\"");
		text("length", "string without end", () -> "{\"owner\":\"" + "s3cr3t.".repeat(LONG / 7));
		text("length", "string of others than ASCII", () -> "\"" + "ü".repeat(LONG / 2) + "\"");
		text("length", "string of escapes", () -> "\"" + "\\u00e4".repeat(LONG / 6) + "\"");
		text("length", "name", () -> "{\"" + "s3cr3t.".repeat(LONG / 7) + "\":1}");
		text("length", "name without end", () -> "{\"" + "s3cr3t.".repeat(LONG / 7));
		for (int length : new int[] { 40_000, 50_000, 50_001, 60_000 }) {
			text("length", "name " + length, () -> "{\"" + "x".repeat(length) + "\":1}");
			text("length", "name beyond ASCII " + length, () -> "{\"" + "ü".repeat(length / 2) + "\":1}");
		}
		text("length", "properties", () -> properties(LONG / 20, (i) -> "p" + i));
		text("length", "properties with one hash", () -> properties(1 << 14, FuzzExtremes::colliding));
		text("length", "a duplicate after many", () -> properties(100_001, (i) -> "p" + i % 100_000));
		text("length", "elements", () -> "[" + "1,".repeat(LONG / 5) + "1]");
		text("length", "white space", () -> " ".repeat(LONG) + "{}" + "\n".repeat(LONG / 10));
		text("length", "white space only", () -> " \t\r\n".repeat(LONG / 4));
		text("length", "lines", () -> "\n".repeat(LONG) + "nobody");
		int limit = (int) JsonFileOptions.DEFAULT_MAX_DOCUMENT_SIZE;
		text("length", "at the limit", () -> "\"" + "x".repeat(limit - 2) + "\"");
		text("length", "above the limit", () -> "\"" + "x".repeat(limit - 1) + "\"");
		text("length", "grows above the limit", () -> "[" + "[],".repeat(3_000_000) + "[]]");
	}

	private static String properties(int count, IntFunction<String> name) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "\"" + name.apply(i) + "\":" + i)
			.collect(Collectors.joining(",", "{", "}"));
	}

	/** All of them have one {@link String#hashCode()}. */
	private static String colliding(int number) {
		StringBuilder name = new StringBuilder();
		for (int bit = 0; bit < 14; bit++) {
			name.append(((number >> bit & 1) == 0) ? "Aa" : "BB");
		}
		return name.toString();
	}

	private void encodings() {
		String document = "{\"owner\": \"s3cr3t ü\"}";
		for (String name : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "ISO-8859-1",
				"IBM037")) {
			bytes("encoding", name, () -> document.getBytes(Charset.forName(name)));
			bytes("encoding", "marked " + name, () -> ("\uFEFF" + document).getBytes(Charset.forName(name)));
			bytes("encoding", "ASCII in " + name, () -> "[1, 2]".getBytes(Charset.forName(name)));
		}
		text("encoding", "UTF-8 with a mark", () -> "\uFEFF" + document);
		text("encoding", "a mark inside", () -> "[\uFEFF1]");
		text("encoding", "a mark at the end", () -> "[1]\uFEFF");
		text("encoding", "a mark in a string", () -> "\"\uFEFF\"");
		for (String hex : List.of("c080", "c0af", "e08080", "e080af", "f0808080", "eda080", "edb080", "eda0bdedb880",
				"f4908080", "f8888080", "c3", "e282", "f09f98", "80", "bf", "fe", "ff", "c328", "efbfbd", "efbfbe",
				"efbfbf", "f48fbfbf", "7f", "c285")) {
			byte[] sequence = HexFormat.of().parseHex(hex);
			String latin = new String(sequence, StandardCharsets.ISO_8859_1);
			latin("encoding", hex + " in a string", "\"s3cr3t" + latin + "\"");
			latin("encoding", hex + " in a name", "{\"" + latin + "\": \"s3cr3t\"}");
			latin("encoding", hex + " alone", latin);
			latin("encoding", hex + " behind", "{}" + latin);
		}
	}

	private void texts() {
		for (String text : List.of("", " ", "\n", "\0", "\0\0\0\0", "{}\0", "\0{}", "[1\0]", "\"a\0b\"", "{\"a\0\":1}",
				"{} {}", "{}{}", "1 2", "[] x", "{}s3cr3t", "null null", "{},", "[1],[2]", "\"s3cr3t\" \"s3cr3t\"",
				"{\"owner\":1,\"owner\":2}", "{\"a\":{\"b\":1,\"b\":1}}", "{\"a\":1,\"\\u0061\":2}",
				"{\"more\":{\"a\":1,\"a\":1}}", "[{\"a\":1,\"b\":2,\"a\":3}]", "{\"\":1,\"\":2}", "{\"\":1}",
				"// s3cr3t\n{}", "/* s3cr3t */{}", "{}// s3cr3t", "# s3cr3t\n{}", "[1,/**/2]", "NaN", "[NaN]",
				"{\"rate\":NaN}", "Infinity", "-Infinity", "[+Infinity]", "-NaN", "INF", "nan", "None", "True", "nul",
				"nulll", "truefalse", "tru", "+1", "01", "-01", "00", "1.", ".5", "-.5", "-", "1e", "1e+", "1.e5",
				"0x10", "1_000", "1,5", "'s3cr3t'", "{owner:\"s3cr3t\"}", "{'owner':1}", "[1,]", "[,1]", "[,]", "{,}",
				"{\"a\":1,}", "{\"a\"}", "{\"a\":}", "{:1}", "{1:1}", "{null:1}", "[1 2]", "[1:2]", "{\"a\",1}", "]",
				"}", "[}", "{]", "[[]", "[]]", "\f1", "\u000b1", "\u00a01", "\u20281", "1\f", "[\"s3cr3t", "\"\\", "\"",
				"\\u007b\\u007d", "{}\r\n\t ", "0", "-0", "-0.0", "0.0", "0e0", "-0e-0", "1E5", "1e+05", "1.0e-0",
				"true", "false", "\"s3cr3t\"", "[]", "{}", "null")) {
			text("text", text.replaceAll("\\p{Cntrl}", "?"), () -> text);
			text("text", "inside: " + text.replaceAll("\\p{Cntrl}", "?"), () -> "{\"tags\": [" + text + "]}");
		}
	}

	private void strings() {
		for (String escape : List.of("\\ud800", "\\udc00", "\\ud800\\ud800", "\\udc00\\ud800", "\\ud83d\\ude00",
				"\\ud83d \\ude00", "\\ud83dx", "\\uD83D\\uDE00\\ud83d", "\\u0000", "\\u001f", "\\u", "\\u1", "\\u12g4",
				"\\u+123", "\\u 123", "\\x41", "\\a", "\\'", "\\0", "\\u00E9\\u00e9", "\\/\\b\\f\\n\\r\\t\\\"\\\\",
				"\\", "\t", "\n", "\u0001", "\u001f", "\u007f", "\u0080", "\u2028\u2029", "\ufffd", "\uffff", "\ufeff",
				"\ud83d\ude00", "\udbff\udfff", "\\uffff\\ufffe")) {
			String name = escape.replaceAll("\\p{Cntrl}", "?");
			text("string", name, () -> "\"s3cr3t" + escape + "\"");
			text("string", "value " + name, () -> "{\"owner\": \"" + escape + "s3cr3t\"}");
			text("string", "name " + name, () -> "{\"" + escape + "\": \"s3cr3t\"}");
		}
	}

	private void latin(String kind, String name, String content) {
		bytes(kind, name, () -> content.getBytes(StandardCharsets.ISO_8859_1));
	}

	private void text(String kind, String name, Supplier<String> content) {
		bytes(kind, name, () -> content.get().getBytes(StandardCharsets.UTF_8));
	}

	private void bytes(String kind, String name, Supplier<byte[]> content) {
		this.cases.add(new FuzzCase(kind, name, content));
	}

}
