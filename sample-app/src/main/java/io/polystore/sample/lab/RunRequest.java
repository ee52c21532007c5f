package io.polystore.sample.lab;

import org.springframework.util.Assert;

/**
 * Asks for a run.
 *
 * @param processes how many other processes take part
 * @param threads how many threads each process has
 * @param seconds how long each of both ways is taken
 */
record RunRequest(int processes, int threads, int seconds) {

	RunRequest {
		check("processes", processes, Limits.MAX.processes());
		check("threads", threads, Limits.MAX.threads());
		check("seconds", seconds, Limits.MAX.seconds());
	}

	private static void check(String name, int value, int max) {
		Assert.isTrue(value >= 1 && value <= max, () -> "'%s' must be from 1 to %d".formatted(name, max));
	}

}
