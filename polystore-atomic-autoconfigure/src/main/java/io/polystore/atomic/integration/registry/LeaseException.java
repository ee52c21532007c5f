package io.polystore.atomic.integration.registry;

/**
 * What a registry threw.
 */
final class LeaseException extends Exception {

	private static final long serialVersionUID = 1L;

	LeaseException(Throwable cause) {
		super(cause);
	}

}
