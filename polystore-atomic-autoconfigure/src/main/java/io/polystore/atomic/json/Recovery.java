package io.polystore.atomic.json;

import java.nio.file.Path;
import java.util.function.Consumer;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.json.DocumentRecovery.Outcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Restores documents that are no JSON, where that is wanted, and tells of it.
 */
final class Recovery {

	private static final Log logger = LogFactory.getLog(Recovery.class);

	private final JsonCodec codec;

	private final RecoveryOptions options;

	Recovery(JsonCodec codec, RecoveryOptions options) {
		this.codec = codec;
		this.options = options;
	}

	private boolean isCorrupt(Path file, byte @Nullable [] content) {
		return this.options.onCorruption() == CorruptionPolicy.RESTORE && content != null
				&& !this.codec.isJson(file, content);
	}

	/**
	 * Returns whether an operation that failed may be tried again.
	 * @param seen what it found
	 * @param failure why it failed; gets what fails now as suppressed
	 * @param update changes the file under its lock
	 */
	boolean isRestored(String name, Path file, byte @Nullable [] seen, JsonFileException failure,
			Consumer<ContentChange<RuntimeException>> update) {
		if (!isCorrupt(file, seen)) {
			return false;
		}
		Restoration restoration = new Restoration(file, this.codec);
		try {
			if (!new KeptDocuments(file, this.codec).isEmpty()) {
				update.accept(restoration);
			}
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
			if (!isReplaced(restoration, ex)) {
				tell(new DocumentRecovery(name, file, Outcome.FAILED, null, null), ex);
				return false;
			}
		}
		return isRestored(name, file, restoration);
	}

	/**
	 * It may not survive a power cut, but it is what everybody reads now.
	 */
	private static boolean isReplaced(Restoration restoration, RuntimeException failure) {
		return restoration.isDone() && failure instanceof AtomicWriteException ex
				&& ex.outcome() == AtomicWriteException.Outcome.COMMITTED_DURABILITY_UNKNOWN;
	}

	private boolean isRestored(String name, Path file, Restoration restoration) {
		if (restoration.isDone()) {
			tell(restoration.done(name), null);
		}
		else if (restoration.isNeeded()) {
			tell(new DocumentRecovery(name, file, Outcome.NO_VERSION, null, null), null);
			return false;
		}
		return true;
	}

	private void tell(DocumentRecovery recovery, @Nullable Exception failure) {
		logger.warn(
				"Document '%s' in '%s' is no JSON: %s".formatted(recovery.name(), recovery.path(), message(recovery)),
				failure);
		for (RecoveryListener listener : this.options.listeners()) {
			try {
				listener.recovered(recovery);
			}
			catch (Throwable ex) {
				logger.warn("Listener '%s' failed; the operation goes on".formatted(listener.getClass().getName()), ex);
			}
		}
	}

	private static String message(DocumentRecovery recovery) {
		return switch (recovery.outcome()) {
			case RESTORED -> "version %s was restored, the corrupt file is '%s' now".formatted(recovery.restored(),
					recovery.quarantined());
			case NO_VERSION -> "no good version is kept, it was left as it is";
			case FAILED -> "it could not be restored and was left as it is";
		};
	}

	/**
	 * Quarantines a document that its caller replaces, if it is no JSON. The caller wants
	 * it replaced in any case.
	 */
	void beforeReplace(Path file, byte @Nullable [] content) {
		if (content == null || !isCorrupt(file, content)) {
			return;
		}
		try {
			logger.warn("Document '%s' was no JSON when it was replaced; the corrupt file is '%s' now".formatted(file,
					Restoration.quarantine(file, content)));
		}
		catch (JsonFileException ex) {
			logger.warn("Document '%s' is replaced without having been quarantined".formatted(file), ex);
		}
	}

}
