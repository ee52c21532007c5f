package io.polystore.atomic.test;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets each test wait for as long as a busy machine may take: ten seconds, which is the
 * usual time, are not enough where a disk or another process stands still for some.
 */
public final class PatientAwaitility implements BeforeAllCallback {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(TIMEOUT);
	}

}
