package io.polystore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Requests that a proper client would not send, byte for byte.
 */
final class RawHttp {

	private RawHttp() {
	}

	/**
	 * Sends a request and returns the whole answer.
	 * @param port where to
	 * @param request the request line and headers, one a line; an empty line is added
	 * @param body the body
	 */
	static Answer send(int port, String request, byte[] body) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(30_000);
			String head = request.stripTrailing().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().write(body);
			socket.getOutputStream().flush();
			return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	record Answer(String text) {

		int status() {
			return Integer.parseInt(this.text.substring(9, 12));
		}

		boolean isProblem() {
			return this.text.toLowerCase().contains("\ncontent-type: application/problem+json")
					&& this.text.contains("\"status\":" + status());
		}

	}

}
