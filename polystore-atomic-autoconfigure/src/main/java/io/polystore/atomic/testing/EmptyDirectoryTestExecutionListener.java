package io.polystore.atomic.testing;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Empties the directory in memory before each test method, if its context has one.
 */
class EmptyDirectoryTestExecutionListener implements TestExecutionListener {

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			testContext.getApplicationContext()
				.getBeanProvider(InMemoryAtomicFileDirectories.class)
				.ifAvailable(InMemoryAtomicFileDirectories::clear);
		}
	}

}
