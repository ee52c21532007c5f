package io.polystore.atomic.json;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The file is not valid JSON, or not what the type asked for can be read from.
 * <p>
 * The file is left as it is: repair it, or replace it with
 * {@link JsonFileRepository#save(String, Object)}. Neither the message nor the causes
 * quote the content of the document.
 *
 * @since 0.1
 */
public class CorruptJsonException extends JsonFileException {

	private static final long serialVersionUID = 1L;

	private final int line;

	private final int column;

	/**
	 * Creates an exception.
	 * @param path the file
	 * @param problem what is wrong, without quoting the content
	 * @param line the line of the problem, from 1
	 * @param column the column of the problem, in characters, from 1
	 * @param cause the cause, if there is one
	 */
	public CorruptJsonException(Path path, String problem, int line, int column, @Nullable Throwable cause) {
		super(path, "Cannot read JSON from '%s': %s at line %d, column %d; the file was left as it is, repair it first"
			.formatted(path, problem, line, column), cause);
		this.line = line;
		this.column = column;
	}

	/**
	 * Returns the line of the problem.
	 * @return the line, from 1
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Returns the column of the problem.
	 * @return the column, in characters, from 1
	 */
	public int column() {
		return this.column;
	}

}
