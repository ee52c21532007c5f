package io.polystore.sample.lab;

import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param library with the library
 * @param handWritten the hand-written way
 * @param ratio the rate of the library over the rate of the hand-written way,
 * {@code null} if the latter did nothing
 */
record Verdict(WayVerdict library, WayVerdict handWritten, @Nullable Double ratio) {

	static Verdict of(WayVerdict library, WayVerdict handWritten) {
		double rival = handWritten.perSecond();
		return new Verdict(library, handWritten, (rival > 0) ? library.perSecond() / rival : null);
	}

}
