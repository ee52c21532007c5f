package io.polystore.atomic.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of what an application keeps in files, over a directory in memory.
 * <p>
 * The context has the auto-configuration of this library and of Jackson, and nothing
 * else: {@link io.polystore.atomic.core.AtomicFileTemplate} and
 * {@link io.polystore.atomic.json.JsonFileRepository} can be injected. Components of the
 * application are not scanned for; name those that are tested with {@code @Import} or
 * {@link #includeFilters()}. How the directory behaves and is emptied between test
 * methods is told by {@link AutoConfigureAtomicFiles}.
 *
 * @since 0.1
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(AtomicFilesTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(AtomicFilesTypeExcludeFilter.class)
@AutoConfigureAtomicFiles
@ImportAutoConfiguration
public @interface AtomicFilesTest {

	/**
	 * Properties in the form {@code key=value} that the environment gets before the test.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Whether the filters of the slice apply, which leave out all components. Without
	 * them all of the application's components are scanned for.
	 * @return whether they apply
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters for components that are added.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Filters for components that are left out.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations that are left out.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
