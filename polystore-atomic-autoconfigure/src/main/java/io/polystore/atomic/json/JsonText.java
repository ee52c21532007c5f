package io.polystore.atomic.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectReader;

/**
 * Opens the bytes of a document as text, which has to be UTF-8 without a byte order mark:
 * no other program has to guess.
 */
final class JsonText {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private static final char REPLACEMENT = '\uFFFD';

	private JsonText() {
	}

	/**
	 * Plain text is UTF-8 and needs no decoding. Anything else is decoded before it is
	 * parsed: Jackson's own decoder is not strict, and would guess at UTF-16.
	 */
	static JsonParser parse(ObjectReader reader, Path file, byte[] content) {
		// the searches of a String use vector instructions, a loop over the bytes does
		// not
		String text = new String(content, StandardCharsets.UTF_8);
		boolean plain = isPlain(text, content.length);
		JsonParser parser = plain ? reader.createParser(content) : decoded(reader, file, content);
		return text.contains("-0") ? new ExactParser(parser) : parser;
	}

	/**
	 * Whether it is text in ASCII, without NUL and without escaped characters, of which
	 * Jackson's parser of bytes refuses half a surrogate pair. Of other characters the
	 * good ones take several bytes, and the bad ones have become one that is not ASCII.
	 */
	private static boolean isPlain(String text, int bytes) {
		return bytes > 0 && text.length() == bytes && text.indexOf(REPLACEMENT) < 0 && text.indexOf('\0') < 0
				&& !text.contains("\\u");
	}

	private static JsonParser decoded(ObjectReader reader, Path file, byte[] content) {
		CharBuffer text = decode(file, content);
		if (text.isEmpty()) {
			throw new CorruptJsonException(file, "the file is empty", 1, 1, null);
		}
		if (text.charAt(0) == BYTE_ORDER_MARK) {
			throw new CorruptJsonException(file, "a byte order mark", 1, 1, null);
		}
		return reader.createParser(text.array(), text.arrayOffset(), text.length());
	}

	private static CharBuffer decode(Path file, byte[] content) {
		CharBuffer text = CharBuffer.allocate(content.length);
		CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), text, true);
		text.flip();
		if (result.isError()) {
			throw notUtf8(file, text);
		}
		return text;
	}

	private static CorruptJsonException notUtf8(Path file, CharBuffer before) {
		String text = before.toString();
		int line = 1 + (int) text.chars().filter((c) -> c == '\n').count();
		return new CorruptJsonException(file, "bytes that are not UTF-8", line, text.length() - text.lastIndexOf('\n'),
				null);
	}

}
