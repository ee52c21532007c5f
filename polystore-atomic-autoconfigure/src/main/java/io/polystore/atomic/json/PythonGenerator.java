package io.polystore.atomic.json;

import java.math.BigDecimal;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Writes fractional numbers in the way of {@link PythonNumbers}, and everything else as
 * Jackson does.
 */
final class PythonGenerator extends JsonGeneratorDelegate {

	PythonGenerator(JsonGenerator delegate) {
		// false: values inside of values come back here
		super(delegate, false);
	}

	@Override
	public JsonGenerator writeNumber(double value) {
		if (Double.isFinite(value)) {
			this.delegate.writeNumber(PythonNumbers.toString(value));
		}
		else {
			this.delegate.writeNumber(value);
		}
		return this;
	}

	@Override
	public JsonGenerator writeNumber(float value) {
		if (Float.isFinite(value)) {
			this.delegate.writeNumber(PythonNumbers.toString(value));
		}
		else {
			this.delegate.writeNumber(value);
		}
		return this;
	}

	@Override
	public JsonGenerator writeNumber(BigDecimal value) {
		this.delegate.writeNumber(PythonNumbers.toString(value));
		return this;
	}

	@Override
	public JsonGenerator writeArray(double[] array, int offset, int length) {
		writeStartArray(array, length);
		for (int i = offset; i < offset + length; i++) {
			writeNumber(array[i]);
		}
		return writeEndArray();
	}

}
