package io.polystore.atomic.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * Another process that writes a file once.
 */
final class WriteMain {

	static final String CONTENT = "written by another process";

	private WriteMain() {
	}

	public static void main(String[] args) {
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().build()) {
			files.write(Path.of(args[0]), CONTENT.getBytes(StandardCharsets.UTF_8));
		}
	}

}
