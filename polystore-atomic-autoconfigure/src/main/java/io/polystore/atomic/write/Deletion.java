package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.WriteOptions;

/**
 * Deletes a file and forces its directory.
 */
final class Deletion {

	private boolean deleted;

	private boolean failed;

	/**
	 * Returns whether there was a file to delete.
	 */
	boolean run(Path path, Publication publication, WriteOptions options, ReplaceSettings settings, Runnable lastCheck)
			throws IOException {
		Path target = publication.target(path, options);
		Path parent = DirectoryHandle.parent(target);
		boolean forced = DirectoryHandle.isRequired(target, options.durability(), settings);
		if (!PresentFile.exists(target)) {
			lastCheck.run();
			requireNoFileAbove(target);
			forceAbsence(parent, forced && Directories.exists(parent));
			return false;
		}
		try (DirectoryHandle directory = forced ? DirectoryHandle.open(parent) : DirectoryHandle.none()) {
			deleteWitnessed(target, options, new Transient(settings.retry(), settings.listener()), lastCheck);
			if (this.deleted) {
				directory.force();
			}
			return this.deleted;
		}
	}

	/**
	 * JDK 25 says of a path below a regular file what JDK 17 says of a missing one only.
	 */
	private static void requireNoFileAbove(Path target) throws IOException {
		Path above = target.getParent();
		while (above != null && !Directories.exists(above)) {
			above = above.getParent();
		}
	}

	/**
	 * Whoever deleted the file may not have got as far as here.
	 */
	private void forceAbsence(Path parent, boolean forced) throws IOException {
		if (forced) {
			this.deleted = true;
			DirectoryHandle.force(parent);
		}
	}

	private void deleteWitnessed(Path target, WriteOptions options, Transient retries, Runnable lastCheck)
			throws IOException {
		try (ChangeWitnesses.Witnessed change = ChangeWitnesses.begin(target)) {
			try {
				lastCheck.run();
				Confinement.checked(target, options);
				delete(target, retries, lastCheck);
			}
			finally {
				if (this.deleted) {
					change.deleted();
				}
			}
		}
	}

	private void delete(Path target, Transient retries, Runnable lastCheck) throws IOException {
		try {
			retries.run(target, () -> deleteOnce(target), lastCheck);
		}
		catch (IOException | RuntimeException | Error ex) {
			if (!isGone(target, ex) || ex instanceof Error) {
				throw ex;
			}
		}
	}

	/**
	 * Who cannot tell must not say that nothing happened.
	 */
	private boolean isGone(Path target, Throwable failure) {
		this.deleted = true;
		try {
			this.deleted = !PresentFile.exists(target);
			return this.deleted;
		}
		catch (IOException | RuntimeException | Error ex) {
			CleanUp.add(ex, failure);
			return false;
		}
	}

	/**
	 * A network file system may have deleted the file, lost the answer and tried again:
	 * whoever finds it gone after a failure has deleted it.
	 */
	private void deleteOnce(Path target) throws IOException {
		try {
			this.deleted = Files.deleteIfExists(target) || this.failed;
		}
		catch (IOException | RuntimeException | Error ex) {
			this.failed = true;
			throw ex;
		}
	}

	Outcome outcome() {
		return this.deleted ? Outcome.COMMITTED_DURABILITY_UNKNOWN : Outcome.NOT_COMMITTED;
	}

}
