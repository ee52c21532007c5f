package io.polystore.atomic.json;

/**
 * What is done about a document that is no JSON.
 * <p>
 * That is a file with a syntax error, that ends too early, is empty, is not UTF-8 or has
 * a property twice. What merely does not fit the type, has properties that it does not
 * know or exceeds a limit may be the program's own fault, and is never restored.
 *
 * @since 0.1
 */
public enum CorruptionPolicy {

	/**
	 * The operation fails with {@link CorruptJsonException} and nothing is touched. The
	 * default.
	 */
	FAIL,

	/**
	 * The file is quarantined and the newest kept version that is good takes its place,
	 * in one replace under the lock of the document; then the operation goes on. What was
	 * written after that version is lost to the document, and still in quarantine.
	 * Without such a version, or if any of that fails, it is as with {@link #FAIL}.
	 */
	RESTORE

}
