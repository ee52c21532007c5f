package io.polystore.atomic.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;

/**
 * Reports a property of this library whose value has the right type, and which its setter
 * refused.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class AtomicFilePropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("polystore.atomic");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException failure) {
		ConfigurationProperty property = failure.getProperty();
		if (property == null || !PREFIX.isAncestorOf(property.getName())) {
			return null;
		}
		IllegalArgumentException refusal = findCause(failure, IllegalArgumentException.class);
		if (refusal == null || findCause(failure, ConversionException.class) != null) {
			return null;
		}
		return new FailureAnalysis(description(property, refusal), action(property), failure);
	}

	private static String description(ConfigurationProperty property, IllegalArgumentException refusal) {
		return "The value '%s' of the property '%s' (from %s) cannot be used: %s".formatted(property.getValue(),
				property.getName(), property.getOrigin(), refusal.getMessage());
	}

	private static String action(ConfigurationProperty property) {
		return "Correct the value of '%s', or remove it to use the default.".formatted(property.getName());
	}

}
