package io.polystore.atomic.core;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * Text that is encoded without loss, or not at all: the JDK would write question marks.
 */
final class StrictText {

	private StrictText() {
	}

	static byte[] encode(CharSequence text, Charset charset) {
		try {
			ByteBuffer bytes = encoder(charset).encode(CharBuffer.wrap(text));
			return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.limit());
		}
		catch (CharacterCodingException ex) {
			throw new UncheckedIOException("The text cannot be encoded as " + charset, ex);
		}
	}

	static StrictWriter writer(OutputStream out, Charset charset) {
		return new StrictWriter(new BufferedWriter(new OutputStreamWriter(out, encoder(charset))));
	}

	private static CharsetEncoder encoder(Charset charset) {
		return charset.newEncoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
	}

}
