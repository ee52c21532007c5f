package io.polystore.atomic.write;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * Another process in the middle of a write, which it commits when it is told so.
 */
final class OpenStreamMain {

	static final String WRITING = "writing";

	private OpenStreamMain() {
	}

	public static void main(String[] args) throws IOException {
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().build();
				AtomicFileOutputStream out = files.openForWrite(Path.of(args[0]));
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in))) {
			out.write(new byte[1 << 20]);
			out.flush();
			System.out.println(WRITING);
			if ("commit".equals(input.readLine())) {
				out.commit();
			}
		}
	}

}
