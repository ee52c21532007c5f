package io.polystore.atomic.testing;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Makes the context of an {@link AtomicFilesTest}.
 */
class AtomicFilesTestContextBootstrapper extends TestSliceTestContextBootstrapper<AtomicFilesTest> {

}
