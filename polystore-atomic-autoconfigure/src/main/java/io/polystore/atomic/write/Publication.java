package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.polystore.atomic.AtomicFileListener.WriteOperation;
import io.polystore.atomic.WriteOptions;

/**
 * How a temporary file becomes the target.
 */
enum Publication {

	/**
	 * By a rename over whatever file stands there.
	 */
	REPLACE,

	/**
	 * The same for a path that leads to the file itself. A link there is refused: it was
	 * not there when the file was locked.
	 */
	UPDATE {

		@Override
		Path target(Path path, WriteOptions options) {
			return path;
		}

		@Override
		boolean keepsVersions() {
			return true;
		}

	},

	/**
	 * By a hard link, which fails if anything stands there, be it a link that leads
	 * nowhere. A rename could not tell.
	 */
	CREATE {

		@Override
		Path target(Path path, WriteOptions options) throws IOException {
			return Confinement.checked(path.toAbsolutePath(), options);
		}

		@Override
		FileMetadata metadata(Path target, WriteOptions options) throws IOException {
			// Only so that no callback works in vain: it is the link that decides.
			if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
				throw new FileAlreadyExistsException(target.toString());
			}
			return FileMetadata.ofNew(target, options);
		}

		@Override
		void publish(Path temp, Path target) throws IOException {
			HardLinks.create(target, temp);
			Files.deleteIfExists(temp);
		}

		/**
		 * The temporary name stays beside the new one: it is the number of names that
		 * tells.
		 */
		@Override
		boolean isUndone(Path temp) {
			try {
				return Files.getAttribute(temp, "unix:nlink", LinkOption.NOFOLLOW_LINKS).equals(1);
			}
			catch (IOException | RuntimeException ex) {
				return false;
			}
		}

		@Override
		WriteOperation streamed() {
			return WriteOperation.CREATE;
		}

	};

	Path target(Path path, WriteOptions options) throws IOException {
		return Confinement.target(path, options).path();
	}

	FileMetadata metadata(Path target, WriteOptions options) throws IOException {
		return FileMetadata.ofReplaced(target, options);
	}

	void publish(Path temp, Path target) throws IOException {
		// Both options, always: without the first there is a moment without a file,
		// without the second some providers refuse to replace.
		Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/**
	 * Whether the temporary file surely has not become the target.
	 */
	boolean isUndone(Path temp) {
		return Files.exists(temp, LinkOption.NOFOLLOW_LINKS);
	}

	/** What a listener is told of a stream that is published so. */
	WriteOperation streamed() {
		return WriteOperation.STREAM;
	}

	/**
	 * Only under the lock of the file is it certain which version comes after which.
	 */
	boolean keepsVersions() {
		return false;
	}

}
