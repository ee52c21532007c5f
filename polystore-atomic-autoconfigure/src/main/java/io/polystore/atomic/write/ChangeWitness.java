package io.polystore.atomic.write;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Is there when a file is changed by this JVM, and so can tell such changes from those of
 * others.
 * <p>
 * Called on the thread that writes, with a rename between {@link #begin} and
 * {@link OwnChange#end()}, and nothing that takes longer: it must be quick and
 * thread-safe and must not write files. What it throws is logged and has no other effect.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ChangeWitness {

	/**
	 * A file is about to be replaced, created or deleted.
	 * @param file its absolute path, which is no symbolic link; its directories may be
	 * @return the change, whose end will be told, or {@code null} if it is of no interest
	 */
	@Nullable OwnChange begin(Path file);

}
