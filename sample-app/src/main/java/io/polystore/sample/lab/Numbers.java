package io.polystore.sample.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which numbers were seen, and which of them again: what came once and in turn takes two
 * numbers, however many there are, and nothing is forgotten. Immutable.
 *
 * @param done the numbers that were seen, in order
 * @param twice those that were seen again, once for each time
 */
record Numbers(List<Range> done, List<Long> twice) {

	static final Numbers NONE = new Numbers(List.of(), List.of());

	Numbers with(long number) {
		if (this.done.stream().anyMatch((range) -> range.contains(number))) {
			return new Numbers(this.done, append(this.twice, number));
		}
		List<Range> apart = new ArrayList<>();
		Range added = new Range(number, number);
		for (Range range : this.done) {
			if (range.touches(added)) {
				added = added.span(range);
			}
			else {
				apart.add(range);
			}
		}
		apart.add(added);
		apart.sort(Comparator.comparingLong(Range::first));
		return new Numbers(apart, this.twice);
	}

	private static List<Long> append(List<Long> numbers, long number) {
		List<Long> appended = new ArrayList<>(numbers);
		appended.add(number);
		return appended;
	}

	/**
	 * Returns how many different numbers were seen.
	 * @return their count
	 */
	long count() {
		return this.done.stream().mapToLong(Range::count).sum();
	}

	/**
	 * Returns how many different numbers were seen both here and there.
	 * @param others what was seen there
	 * @return their count
	 */
	long common(Numbers others) {
		return this.done.stream().mapToLong((range) -> others.common(range)).sum();
	}

	private long common(Range range) {
		return this.done.stream().mapToLong(range::common).sum();
	}

	/**
	 * Returns how many different numbers were seen once here, and also there.
	 * @param others what was seen there
	 * @return their count
	 */
	long exactlyOnce(Numbers others) {
		long repeated = this.twice.stream()
			.distinct()
			.filter((number) -> others.common(new Range(number, number)) > 0)
			.count();
		return common(others) - repeated;
	}

}
