package io.polystore.atomic.integration.registry;

/**
 * A registry cannot tell whether a lock is still held, so that a holder whose lease ended
 * would overwrite what others wrote.
 *
 * @since 0.1
 */
public class UnverifiedLeaseException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message which registry, and what can be done
	 */
	public UnverifiedLeaseException(String message) {
		super(message);
	}

}
