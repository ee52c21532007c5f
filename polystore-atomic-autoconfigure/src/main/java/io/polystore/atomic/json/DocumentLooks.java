package io.polystore.atomic.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.polystore.atomic.AtomicReadException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks at documents as {@code find} does, but for their versions only.
 */
final class DocumentLooks {

	private static final Log logger = LogFactory.getLog(DocumentWatcher.class);

	private final DocumentDirectory directory;

	private final JsonCodec codec;

	DocumentLooks(DocumentDirectory directory, JsonCodec codec) {
		this.directory = directory;
		this.codec = codec;
	}

	/**
	 * Returns what stands there now, or {@code null} if that cannot be told: it is then
	 * neither gone nor changed.
	 */
	@Nullable DocumentLook at(String name) {
		try {
			return look(this.directory.locate(name));
		}
		catch (InvalidDocumentNameException ex) {
			// a link that leads out of the directory
			return DocumentLook.absent(ex.path());
		}
		catch (JsonFileException ex) {
			// a directory, for example
			return (ex.getCause() == null) ? DocumentLook.absent(ex.path()) : unknown(ex);
		}
		catch (AtomicReadException | IOException ex) {
			return unknown(ex);
		}
	}

	private DocumentLook look(DocumentFile document) throws IOException {
		Path file = document.path();
		try {
			byte[] content = DocumentContent.read(document, this.codec.limit());
			return new DocumentLook(file, Version.ofNullable(content), content);
		}
		catch (DocumentTooLargeException ex) {
			return lookAtLarge(file);
		}
	}

	private static DocumentLook lookAtLarge(Path file) throws IOException {
		try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
			return new DocumentLook(file, Version.ofStream(content), null);
		}
		catch (NoSuchFileException ex) {
			return DocumentLook.absent(file);
		}
	}

	private static @Nullable DocumentLook unknown(Exception failure) {
		logger.debug("Whether a document has changed cannot be told", failure);
		return null;
	}

}
