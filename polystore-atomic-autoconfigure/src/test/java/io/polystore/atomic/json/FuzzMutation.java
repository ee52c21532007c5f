package io.polystore.atomic.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A way to spoil a document.
 */
enum FuzzMutation {

	BIT_FLIP {

		@Override
		byte[] apply(byte[] document, Random random) {
			byte[] result = document.clone();
			result[random.nextInt(result.length)] ^= (byte) (1 << random.nextInt(8));
			return result;
		}

	},

	CUT {

		@Override
		byte[] apply(byte[] document, Random random) {
			int from = random.nextInt(document.length);
			int to = random.nextBoolean() ? document.length : from + random.nextInt(document.length - from);
			return joined(document, from, new byte[0], to);
		}

	},

	INSERTION {

		@Override
		byte[] apply(byte[] document, Random random) {
			int at = random.nextInt(document.length + 1);
			byte[] inserted = INSERTIONS.get(random.nextInt(INSERTIONS.size())).getBytes(StandardCharsets.ISO_8859_1);
			return joined(document, at, inserted, at);
		}

	},

	DUPLICATION {

		@Override
		byte[] apply(byte[] document, Random random) {
			int from = random.nextInt(document.length);
			int to = from + random.nextInt(document.length - from);
			int at = random.nextBoolean() ? to : random.nextInt(document.length);
			return joined(document, at, Arrays.copyOfRange(document, from, to), at);
		}

	},

	TOKEN_SWAP {

		@Override
		byte[] apply(byte[] document, Random random) {
			List<String> tokens = tokens(document);
			Collections.swap(tokens, random.nextInt(tokens.size()), random.nextInt(tokens.size()));
			return String.join("", tokens).getBytes(StandardCharsets.ISO_8859_1);
		}

	},

	/** The one that leaves most documents good. */
	VALUE_SWAP {

		@Override
		byte[] apply(byte[] document, Random random) {
			List<String> tokens = tokens(document);
			int at = random.nextInt(tokens.size());
			if (!VALUE.matcher(tokens.get(at)).matches()) {
				return TOKEN_SWAP.apply(document, random);
			}
			tokens.set(at, VALUES.get(random.nextInt(VALUES.size())));
			return String.join("", tokens).getBytes(StandardCharsets.ISO_8859_1);
		}

	};

	private static final List<String> INSERTIONS = List.of("{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800",
			"null", "true", "NaN", "Infinity", "-", "+", ".", "0", "1e5", "e", "\0", "\n", " ", "\f", "//", "/* */",
			"#", "'", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00ef\u00bb\u00bf", "\u00ff\u00fe", "\u00c3",
			"\u00f0\u009f\u0098\u0080", "\u00f5\u0080\u0080\u0080", "\u00e2\u0080\u00a8", "\u00c2\u00a0", "{}", "[1]",
			"\"s3cr3t\"", ",\"owner\":1", "\r\n", "\t", "\u007f");

	private static final List<String> VALUES = List.of("null", "true", "0", "-0.0", "-0e5", "1e999999999",
			"1e-999999999", "1.00000000000000000001", "9223372036854775808", "-9223372036854775809", "1e0", "12e-1",
			"\"\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "[]", "{}", "{\"owner\":null}", "[[[[]]]]",
			"\"s3cr3t\"", "271828182", "271828182.00", "\"\\uD83D\\uDE00\"", "\"\u00f0\u009f\u0098\u0080\"");

	private static final Pattern TOKEN = Pattern
		.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|[{}\\[\\],:]|[^\\s{}\\[\\],:\"]++|\\s+|.");

	private static final Pattern VALUE = Pattern.compile("[^\\s{}\\[\\],:]+", Pattern.DOTALL);

	abstract byte[] apply(byte[] document, Random random);

	private static List<String> tokens(byte[] document) {
		return TOKEN.matcher(new String(document, StandardCharsets.ISO_8859_1))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toList());
	}

	/** What is before one place and from another on, with something in between. */
	private static byte[] joined(byte[] document, int before, byte[] between, int from) {
		ByteArrayOutputStream result = new ByteArrayOutputStream();
		result.write(document, 0, before);
		result.writeBytes(between);
		result.write(document, from, document.length - from);
		return result.toByteArray();
	}

	/** A case that the seed alone repeats. */
	static FuzzCase random(long seed) {
		Random random = new Random(seed);
		List<byte[]> documents = FuzzCorpus.documents();
		byte[] content = documents.get(random.nextInt(documents.size()));
		FuzzMutation mutation = values()[random.nextInt(values().length)];
		FuzzMutation first = mutation;
		int times = (random.nextInt(3) == 0) ? 2 + random.nextInt(4) : 1;
		for (int i = 0; i < times && content.length > 0; i++) {
			content = mutation.apply(content, random);
			mutation = values()[random.nextInt(values().length)];
		}
		byte[] result = content;
		String kind = (times == 1) ? first.name().toLowerCase(Locale.ROOT).replace('_', ' ') : "several";
		return new FuzzCase(kind, "seed " + seed, () -> result);
	}

}
