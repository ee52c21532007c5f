package io.polystore.atomic.write;

import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.AtomicFileListener;

/**
 * Another process that sweeps a directory.
 */
final class SweepMain {

	private SweepMain() {
	}

	public static void main(String[] args) {
		StaleTempSweeper sweeper = new StaleTempSweeper(Duration.ofDays(1), AtomicFileListener.NO_OP);
		System.out.println("removed " + sweeper.sweep(Path.of(args[0])));
	}

}
