package io.polystore.sample.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.polystore.atomic.AtomicReadException;
import io.polystore.sample.web.NotFoundException;

/**
 * An export that is open for reading. Its content, length and entity tag stay those of
 * the version that was opened, even if the file is replaced meanwhile.
 */
final class ExportedFile implements AutoCloseable {

	private final FileChannel channel;

	private final long lastModified;

	private ExportedFile(FileChannel channel, long lastModified) {
		this.channel = channel;
		this.lastModified = lastModified;
	}

	static ExportedFile open(Path file) {
		try {
			// The time first: it may be that of an older version, never of a newer one
			long lastModified = Files.getLastModifiedTime(file).toMillis();
			return new ExportedFile(FileChannel.open(file), lastModified);
		}
		catch (NoSuchFileException ex) {
			throw new NotFoundException();
		}
		catch (IOException ex) {
			throw new AtomicReadException(file, "Export '%s' was not opened".formatted(file), ex);
		}
	}

	long lastModified() {
		return this.lastModified;
	}

	long size() throws IOException {
		return this.channel.size();
	}

	String entityTag() throws IOException {
		MessageDigest digest = sha256();
		writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
		return '"' + HexFormat.of().formatHex(digest.digest()) + '"';
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	void writeTo(OutputStream out) throws IOException {
		this.channel.position(0);
		InputStream content = Channels.newInputStream(this.channel);
		content.transferTo(out);
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
