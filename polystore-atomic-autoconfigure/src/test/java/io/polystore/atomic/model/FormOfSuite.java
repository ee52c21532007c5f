package io.polystore.atomic.model;

import io.polystore.atomic.test.Suite;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Lets a property try as often as its form of the suite asks for, from the seed of the
 * suite.
 */
final class FormOfSuite implements AroundPropertyHook {

	private static final int SHORT = 60;

	private static final int LONG = 500;

	static int tries() {
		return Suite.count(SHORT, LONG);
	}

	@Override
	public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
		context.attributes().setTries(tries());
		context.attributes().setSeed(Long.toString(Seed.VALUE));
		return property.execute();
	}

}
