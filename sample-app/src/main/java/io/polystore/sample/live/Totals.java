package io.polystore.sample.live;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What the meters have counted up to a moment.
 *
 * @param nanos the moment
 * @param updates updates that were written
 * @param writes writes that served updates
 * @param batches batches of updates
 * @param batchedUpdates updates in these batches
 */
record Totals(long nanos, double updates, double writes, double batches, double batchedUpdates) {

	double updatesPerSecondSince(Totals before) {
		return (this.updates - before.updates) / secondsSince(before);
	}

	double writesPerSecondSince(Totals before) {
		return (this.writes - before.writes) / secondsSince(before);
	}

	private double secondsSince(Totals before) {
		return (double) (this.nanos - before.nanos) / TimeUnit.SECONDS.toNanos(1);
	}

	@Nullable Double updatesPerWriteSince(Totals before) {
		double newBatches = this.batches - before.batches;
		return (newBatches > 0) ? (this.batchedUpdates - before.batchedUpdates) / newBatches : null;
	}

}
