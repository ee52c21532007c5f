package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.core.AtomicFileTemplateBuilder;

/**
 * Changes the auto-configured {@link AtomicFileTemplate} before it is built.
 * <p>
 * Beans of this type are called in their order, after the properties were applied, so
 * what they set wins.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AtomicFileTemplateCustomizer {

	/**
	 * Changes the builder of the template.
	 * @param builder the builder, to which the properties and the listeners were applied
	 */
	void customize(AtomicFileTemplateBuilder builder);

}
