package io.polystore.atomic.bench.processes;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What one process did in one round.
 *
 * @param nanos how long it took
 * @param updates how many nanoseconds each update took
 */
record Answer(long nanos, List<Double> updates) {

	static Answer parse(String line) {
		List<String> words = List.of(line.split(" "));
		Stream<Double> updates = words.stream().skip(1).map((micros) -> nanos(Long.parseLong(micros)));
		return new Answer(Long.parseLong(words.get(0)), updates.toList());
	}

	private static double nanos(long micros) {
		return TimeUnit.MICROSECONDS.toNanos(micros);
	}

	double rate() {
		return this.updates.size() * 1e9 / this.nanos;
	}

}
