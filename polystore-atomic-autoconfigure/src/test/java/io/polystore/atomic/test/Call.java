package io.polystore.atomic.test;

import java.nio.file.Path;

/**
 * One call that reached a {@link FaultyFileSystem}.
 *
 * @param number its number among all calls, from 1
 * @param operation what was called: {@code open}, {@code write}, {@code force},
 * {@code move} and so on
 * @param path the real path that it was about
 * @param detail the options, the other path or the number of bytes
 * @param thread the thread that made it
 */
public record Call(int number, String operation, Path path, String detail, Thread thread) {

	public boolean is(String operation) {
		return this.operation.equals(operation);
	}

	public String fileName() {
		return String.valueOf(this.path.getFileName());
	}

	@Override
	public String toString() {
		return this.operation + " " + this.path + (this.detail.isEmpty() ? "" : " " + this.detail);
	}

}
