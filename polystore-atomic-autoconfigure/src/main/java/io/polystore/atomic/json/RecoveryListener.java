package io.polystore.atomic.json;

/**
 * Is told what came of documents that were to be restored.
 * <p>
 * Called on the thread that found the document corrupt, after its lock was given up, so
 * that an implementation may use the repository; the operation goes on when it returns.
 * Must be thread-safe. What it throws is logged and has no other effect.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface RecoveryListener {

	/**
	 * A document was found to be no JSON, where {@link CorruptionPolicy#RESTORE} applies.
	 * Of several threads or processes that find it at once, the one that restores it is
	 * told.
	 * @param recovery what came of it
	 */
	void recovered(DocumentRecovery recovery);

}
