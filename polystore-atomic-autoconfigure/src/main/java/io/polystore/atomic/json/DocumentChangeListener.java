package io.polystore.atomic.json;

/**
 * Is told by a {@link DocumentWatcher} of changes by others.
 * <p>
 * Called on the watcher's thread, one change after another: while a listener works, no
 * other change is told, and those of the same document become one. It may use
 * repositories as it likes, and close the watcher. What it throws is logged and has no
 * other effect.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface DocumentChangeListener {

	/**
	 * A document was changed.
	 * @param event what became of which document
	 */
	void documentChanged(DocumentChangedEvent event);

}
