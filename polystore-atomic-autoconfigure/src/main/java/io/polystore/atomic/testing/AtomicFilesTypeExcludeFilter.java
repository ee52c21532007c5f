package io.polystore.atomic.testing;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Leaves out all components but those that an {@link AtomicFilesTest} includes.
 */
final class AtomicFilesTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<AtomicFilesTest> {

	AtomicFilesTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

}
