package io.polystore.atomic.metrics;

import java.util.List;

import io.micrometer.core.instrument.Meter;
import org.jspecify.annotations.Nullable;

/**
 * Every meter that this library records.
 * <p>
 * No meter is tagged by path, so their number is bounded. The value of a tag is the name
 * of an enum constant in lower case, with hyphens: {@code not-committed}.
 *
 * @since 0.1
 */
public enum AtomicFileMeter {

	/**
	 * How long threads waited for a lock or for their turn in an update.
	 */
	LOCK_WAIT("polystore.atomic.lock.wait", Meter.Type.TIMER, "seconds",
			"Time that threads waited for a lock or for their turn in an update", Tags.OUTCOME),

	/**
	 * How long locks were held.
	 */
	LOCK_HOLD("polystore.atomic.lock.hold", Meter.Type.TIMER, "seconds", "Time that locks were held"),

	/**
	 * How often the operating system was asked for a lock.
	 */
	LOCK_ATTEMPTS("polystore.atomic.lock.attempts", Meter.Type.COUNTER, "attempts",
			"Attempts to take a lock from the operating system"),

	/**
	 * How many waits for a lock ended with a time-out.
	 */
	LOCK_TIMEOUTS("polystore.atomic.lock.timeouts", Meter.Type.COUNTER, "timeouts",
			"Waits for a lock that ended with a time-out"),

	/**
	 * How many locks are held now.
	 */
	LOCKS_HELD("polystore.atomic.lock.held", Meter.Type.GAUGE, "locks", "Locks that are held now"),

	/**
	 * How many threads wait for a lock or for their turn in an update now.
	 */
	THREADS_WAITING("polystore.atomic.lock.waiting", Meter.Type.GAUGE, "threads",
			"Threads that wait for a lock or for their turn in an update now"),

	/**
	 * How long it took to replace, create or delete files.
	 */
	WRITE("polystore.atomic.write", Meter.Type.TIMER, "seconds", "Time taken to replace, create or delete a file",
			Tags.OUTCOME, Tags.OPERATION, Tags.DURABILITY),

	/**
	 * How long whole updates took their callers.
	 */
	UPDATE("polystore.atomic.update", Meter.Type.TIMER, "seconds",
			"Time that updates took their callers, from the call to the durable result", Tags.OUTCOME),

	/**
	 * How many updates one replace served.
	 */
	UPDATE_BATCH("polystore.atomic.update.batch", Meter.Type.DISTRIBUTION_SUMMARY, "updates",
			"Updates that one replace of a file served"),

	/**
	 * How often an input/output operation was tried again.
	 */
	RETRIES("polystore.atomic.retries", Meter.Type.COUNTER, "retries",
			"Input/output operations that were tried again after a failure that may pass"),

	/**
	 * How many temporary files of dead processes were removed.
	 */
	TEMPS_SWEPT("polystore.atomic.temps.swept", Meter.Type.COUNTER, "files",
			"Temporary files of dead processes that were removed"),

	/**
	 * How many changes of documents by others were noticed.
	 */
	DOCUMENT_CHANGES("polystore.atomic.document.changes", Meter.Type.COUNTER, "changes",
			"Changes of documents by others that a watch noticed", Tags.KIND),

	/**
	 * How many versions could not be kept.
	 */
	VERSION_FAILURES("polystore.atomic.version.failures", Meter.Type.COUNTER, "versions",
			"Updates that were written, but could not be kept as a version"),

	/**
	 * How often a document was found to be no JSON where it should be restored.
	 */
	RECOVERIES("polystore.atomic.recoveries", Meter.Type.COUNTER, "recoveries",
			"Documents that were no JSON and were to be restored", Tags.OUTCOME),

	/**
	 * Whether the last health check of the directory was good; recorded by
	 * {@link AtomicFilesHealthMeter}.
	 */
	HEALTH("polystore.atomic.health", Meter.Type.GAUGE, null, "1 if the last health check was good, 0 if it was not");

	private final String meterName;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final String description;

	private final List<String> tagKeys;

	AtomicFileMeter(String meterName, Meter.Type type, @Nullable String baseUnit, String description,
			String... tagKeys) {
		this.meterName = meterName;
		this.type = type;
		this.baseUnit = baseUnit;
		this.description = description;
		this.tagKeys = List.of(tagKeys);
	}

	/**
	 * Returns the name under which the meter is registered.
	 * @return the name of the meter
	 */
	public String meterName() {
		return this.meterName;
	}

	/**
	 * Returns what kind of meter it is.
	 * @return the type of the meter
	 */
	public Meter.Type type() {
		return this.type;
	}

	/**
	 * Returns what the meter counts in. A timer counts in the base unit of time of its
	 * registry, which is the second unless the registry says otherwise.
	 * @return the base unit of the meter, {@code null} if it has none
	 */
	public @Nullable String baseUnit() {
		return this.baseUnit;
	}

	/**
	 * Returns what the meter tells.
	 * @return the description of the meter
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Returns the keys of the meter's tags.
	 * @return the tag keys, empty for a meter without tags
	 */
	public List<String> tagKeys() {
		return this.tagKeys;
	}

	/**
	 * The keys of the tags.
	 */
	static final class Tags {

		static final String OUTCOME = "outcome";

		static final String OPERATION = "operation";

		static final String DURABILITY = "durability";

		static final String KIND = "kind";

		private Tags() {
		}

	}

}
