package io.polystore.atomic.bench.rival;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * A process that answers each line with a line. It ends when its input ends.
 */
public final class LineProcess implements Closeable {

	private final Process process;

	private final Writer input;

	private final BufferedReader output;

	private LineProcess(Process process) {
		this.process = process;
		this.input = process.outputWriter();
		this.output = process.inputReader();
	}

	/**
	 * Starts a process.
	 */
	public static LineProcess start(List<String> command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
		return new LineProcess(builder.start());
	}

	/**
	 * Sends a line and waits for the answer.
	 */
	public String ask(String line) throws IOException {
		send(line);
		return answer();
	}

	/**
	 * Sends a line.
	 */
	public void send(String line) throws IOException {
		this.input.write(line + "\n");
		this.input.flush();
	}

	/**
	 * Waits for an answer.
	 */
	public String answer() throws IOException {
		String line = this.output.readLine();
		if (line == null) {
			throw new IOException("%s ended without an answer".formatted(this.process.info().command()));
		}
		return line;
	}

	@Override
	public void close() throws IOException {
		this.input.close();
		this.process.destroy();
	}

}
