package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Something that is wrong with real files, how it comes and goes, and which operations it
 * refuses.
 *
 * @param name its name
 * @param spoil brings it about
 * @param heal ends it
 * @param refused what must fail, and what the failure says
 * @param possible what works all the same
 * @param inTheMiddle whether it comes in the middle of the operation
 */
record RealSituation(String name, Step spoil, Step heal, Map<RealOperation, String> refused,
		Set<RealOperation> possible, boolean inTheMiddle) {

	static RealSituation of(String name, Step spoil, Step heal) {
		return new RealSituation(name, spoil, heal, Map.of(), Set.of(), false);
	}

	RealSituation refuses(String message, RealOperation... operations) {
		Map<RealOperation, String> refused = new EnumMap<>(RealOperation.class);
		refused.putAll(this.refused);
		for (RealOperation operation : operations) {
			refused.put(operation, message);
		}
		return new RealSituation(this.name, this.spoil, this.heal, refused, this.possible, this.inTheMiddle);
	}

	RealSituation allows(RealOperation first, RealOperation... others) {
		return new RealSituation(this.name, this.spoil, this.heal, this.refused, EnumSet.of(first, others),
				this.inTheMiddle);
	}

	RealSituation comingInTheMiddle() {
		return new RealSituation(this.name, this.spoil, this.heal, this.refused, this.possible, true);
	}

	Set<RealOperation> operations() {
		Set<RealOperation> operations = EnumSet.noneOf(RealOperation.class);
		operations.addAll(this.refused.keySet());
		operations.addAll(this.possible);
		return operations;
	}

	/**
	 * Makes it come or go.
	 */
	@FunctionalInterface
	interface Step {

		/**
		 * Does it.
		 * @param directory where the operation takes place
		 */
		void run(Path directory) throws IOException;

	}

}
