package io.polystore.sample.lab;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * Numbers without a gap.
 *
 * @param first the first of them
 * @param last the last of them
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
record Range(long first, long last) {

	boolean contains(long number) {
		return this.first <= number && number <= this.last;
	}

	boolean touches(Range other) {
		return this.first <= other.last + 1 && other.first <= this.last + 1;
	}

	Range span(Range other) {
		return new Range(Math.min(this.first, other.first), Math.max(this.last, other.last));
	}

	long count() {
		return this.last - this.first + 1;
	}

	long common(Range other) {
		return Math.max(0, Math.min(this.last, other.last) - Math.max(this.first, other.first) + 1);
	}

}
