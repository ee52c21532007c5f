package io.polystore.sample.lab;

/**
 * A run cannot go on. The message is for whoever looks at the lab.
 */
final class LabException extends Exception {

	private static final long serialVersionUID = 1L;

	LabException(String message) {
		super(message);
	}

	LabException(String message, Throwable cause) {
		super(message, cause);
	}

}
