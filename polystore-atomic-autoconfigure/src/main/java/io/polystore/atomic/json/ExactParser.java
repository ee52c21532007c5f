package io.polystore.atomic.json;

import java.util.regex.Pattern;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Keeps the sign of {@code -0.0}.
 * <p>
 * Fractional numbers without a type are read as {@link java.math.BigDecimal}, which has
 * no negative zero, unless the parser says that they are no number that a decimal could
 * hold.
 */
final class ExactParser extends JsonParserDelegate {

	private static final Pattern NEGATIVE_ZERO = Pattern.compile("-0(\\.0+)?([eE].*)?");

	ExactParser(JsonParser delegate) {
		super(delegate);
	}

	@Override
	public boolean isNaN() {
		return super.isNaN() || isNegativeZero();
	}

	private boolean isNegativeZero() {
		return this.delegate.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
				&& NEGATIVE_ZERO.matcher(this.delegate.getString()).matches();
	}

}
