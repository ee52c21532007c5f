package io.polystore.atomic.write;

import java.nio.file.Path;

import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * Another process that streams as many mebibytes as it is told.
 */
final class StreamMain {

	private StreamMain() {
	}

	public static void main(String[] args) {
		int mebibytes = Integer.parseInt(args[1]);
		byte[] block = new byte[1 << 20];
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().durability(Durability.NONE).build()) {
			files.write(Path.of(args[0]), (out) -> {
				for (int i = 0; i < mebibytes; i++) {
					out.write(block);
				}
			});
		}
		System.out.println("heap of " + Runtime.getRuntime().maxMemory());
	}

}
