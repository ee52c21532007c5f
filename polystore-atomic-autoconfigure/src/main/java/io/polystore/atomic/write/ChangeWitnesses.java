package io.polystore.atomic.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Those who want to be there when this JVM changes a file, whichever template does it.
 * While there are none, it costs a look at an empty list. Another class loader's copy of
 * this library is somebody else.
 * <p>
 * Thread-safe.
 *
 * @since 0.1
 */
public final class ChangeWitnesses {

	private static final Log logger = LogFactory.getLog(ChangeWitness.class);

	private static final List<ChangeWitness> WITNESSES = new CopyOnWriteArrayList<>();

	private ChangeWitnesses() {
	}

	/**
	 * Adds a witness of all changes that begin from now on.
	 * @param witness the witness
	 */
	public static void add(ChangeWitness witness) {
		WITNESSES.add(Objects.requireNonNull(witness, "'witness' must not be null"));
	}

	/**
	 * Removes a witness, who may still be told of changes under way.
	 * @param witness the witness
	 */
	public static void remove(ChangeWitness witness) {
		WITNESSES.remove(witness);
	}

	static Witnessed begin(Path file) {
		if (WITNESSES.isEmpty()) {
			return Witnessed.BY_NOBODY;
		}
		List<OwnChange> changes = new ArrayList<>();
		for (ChangeWitness witness : WITNESSES) {
			guarded(() -> {
				OwnChange change = witness.begin(file);
				if (change != null) {
					changes.add(change);
				}
			});
		}
		return new Witnessed(changes);
	}

	/**
	 * A change must not fail with those who only look on.
	 */
	private static void guarded(Runnable call) {
		try {
			call.run();
		}
		catch (Throwable ex) {
			logger.warn("A witness of changes failed; the change goes on", ex);
		}
	}

	/**
	 * One change and all who look on.
	 */
	record Witnessed(List<OwnChange> changes) implements AutoCloseable {

		static final Witnessed BY_NOBODY = new Witnessed(List.of());

		void replaced(byte @Nullable [] content) {
			tell((change) -> change.replaced(content));
		}

		void deleted() {
			tell(OwnChange::deleted);
		}

		@Override
		public void close() {
			tell(OwnChange::end);
		}

		private void tell(Consumer<OwnChange> event) {
			for (OwnChange change : this.changes) {
				guarded(() -> event.accept(change));
			}
		}

	}

}
