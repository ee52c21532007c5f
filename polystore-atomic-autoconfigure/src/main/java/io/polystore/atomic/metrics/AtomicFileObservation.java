package io.polystore.atomic.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Every observation that {@link AtomicFileObservations} makes.
 * <p>
 * Their names differ from those of the timers, which measure the same for dashboards: no
 * meters should be made of them ({@link #NAME_PREFIX} tells them apart).
 *
 * @since 0.1
 */
public enum AtomicFileObservation implements ObservationDocumentation {

	/**
	 * A whole update, from the call to the durable result, on its caller's thread.
	 */
	UPDATE("update", "atomic file update") {

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinality.OUTCOME };
		}

	},

	/**
	 * The replacing, creating or deleting of a file, from the complete content on. One
	 * that serves several updates belongs to the caller who writes it, or to none.
	 */
	WRITE("write", "atomic file write") {

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinality.OUTCOME, LowCardinality.OPERATION, LowCardinality.DURABILITY };
		}

	},

	/**
	 * The wait for a lock, or for the turn in an update, on the thread that waits.
	 */
	LOCK_WAIT("lock.wait", "atomic file lock wait") {

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinality.OUTCOME };
		}

	};

	/**
	 * What the names of all observations begin with: {@value}.
	 */
	public static final String NAME_PREFIX = "polystore.atomic.observation.";

	private final String observationName;

	private final String spanName;

	AtomicFileObservation(String name, String spanName) {
		this.observationName = NAME_PREFIX + name;
		this.spanName = spanName;
	}

	@Override
	public String getName() {
		return this.observationName;
	}

	@Override
	public String getContextualName() {
		return this.spanName;
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return HighCardinality.values();
	}

	@Override
	public String getPrefix() {
		return "";
	}

	/**
	 * Keys with few values. A value is the name of an enum constant in lower case, with
	 * hyphens.
	 */
	public enum LowCardinality implements KeyName {

		/** How it ended. */
		OUTCOME,

		/** What was done to the file. */
		OPERATION,

		/** What the write survives. */
		DURABILITY;

		@Override
		public String asString() {
			return TagValues.of(this);
		}

	}

	/**
	 * Keys with many values.
	 */
	public enum HighCardinality implements KeyName {

		/** The path of the file, or of the lock file, as it was given. */
		FILE;

		@Override
		public String asString() {
			return TagValues.of(this);
		}

	}

}
