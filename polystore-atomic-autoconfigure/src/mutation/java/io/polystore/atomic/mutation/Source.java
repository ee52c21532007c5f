package io.polystore.atomic.mutation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * A source of the product.
 *
 * @param path where it is, below the directory of sources
 * @param text its text
 */
record Source(Path path, String text) {

	static Source read(Path root, Path file) throws IOException {
		return new Source(root.relativize(file), Files.readString(file));
	}

	/** The last package and the class, such as {@code write/TempFile}. */
	String name() {
		String name = this.path.getFileName().toString();
		return packageName() + "/" + name.substring(0, name.length() - ".java".length());
	}

	String packageName() {
		return this.path.getParent().getFileName().toString();
	}

	long line(int position) {
		return this.text.substring(0, position).lines().count();
	}

	JavaFileObject compilable(String otherText) {
		return new SimpleJavaFileObject(URI.create("string:///" + this.path), JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return otherText;
			}

		};
	}

}
