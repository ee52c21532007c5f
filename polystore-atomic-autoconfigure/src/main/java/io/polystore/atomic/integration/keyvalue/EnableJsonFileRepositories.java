package io.polystore.atomic.integration.keyvalue;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.support.BeanNameGenerator;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.data.keyvalue.repository.config.QueryCreatorType;
import org.springframework.data.keyvalue.repository.support.KeyValueRepositoryFactoryBean;
import org.springframework.data.repository.config.DefaultRepositoryBaseClass;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.QueryLookupStrategy.Key;

/**
 * Finds repositories of Spring Data, such as
 * {@code interface Notes extends KeyValueRepository<Note, String>}, and keeps their
 * entities as JSON documents.
 * <p>
 * What is promised about the files, and what a query costs, is told at
 * {@link JsonFileKeyValueAdapter}. In short: {@code save} writes one file, atomically and
 * durably, and the last one wins; a query reads every file of the key space.
 * {@code saveAll} and {@code deleteAll} change one file after another.
 * <p>
 * The key space of an entity is its directory: the name of its class, or what
 * {@link org.springframework.data.keyvalue.annotation.KeySpace} says, which is better,
 * since a class may be renamed. In an application that has repositories of other modules
 * too, name the packages of these, and keep the other modules out of them: every module
 * of Spring Data KeyValue takes a {@code KeyValueRepository} for its own.
 * <p>
 * Needs the bean {@value #TEMPLATE_BEAN_NAME}, which comes from the auto-configuration.
 *
 * @since 0.1
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(JsonFileRepositoriesRegistrar.class)
@QueryCreatorType(EntityQueryCreator.class)
public @interface EnableJsonFileRepositories {

	/**
	 * The name of the template of the repositories, unless they name another one.
	 */
	String TEMPLATE_BEAN_NAME = "jsonFileKeyValueTemplate";

	/**
	 * The name of the mapping context, which comes into being with the first annotation.
	 */
	String MAPPING_CONTEXT_BEAN_NAME = "jsonFileKeyValueMappingContext";

	/**
	 * The packages to search, another name of {@link #basePackages()}.
	 * @return the packages
	 */
	@AliasFor("basePackages")
	String[] value() default {};

	/**
	 * The packages to search, with those below them. By default the one of the annotated
	 * class.
	 * @return the packages
	 */
	@AliasFor("value")
	String[] basePackages() default {};

	/**
	 * Classes whose packages to search.
	 * @return the classes
	 */
	Class<?>[] basePackageClasses() default {};

	/**
	 * Which repositories to take.
	 * @return the filters, of which one must match; by default every repository is taken
	 */
	Filter[] includeFilters() default {};

	/**
	 * Which repositories not to take.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * What the names of classes end with that implement methods of a repository.
	 * @return the ending, by default {@code Impl}
	 */
	String repositoryImplementationPostfix() default "Impl";

	/**
	 * Where named queries lie.
	 * @return the location, by default {@code META-INF/jsonfile-named-queries.properties}
	 */
	String namedQueriesLocation() default "";

	/**
	 * How to find the query of a method.
	 * @return the strategy
	 */
	Key queryLookupStrategy() default QueryLookupStrategy.Key.CREATE_IF_NOT_FOUND;

	/**
	 * The class that makes the repositories.
	 * @return the class
	 */
	Class<?> repositoryFactoryBeanClass() default KeyValueRepositoryFactoryBean.class;

	/**
	 * The class that repositories are made of.
	 * @return the class
	 */
	Class<?> repositoryBaseClass() default DefaultRepositoryBaseClass.class;

	/**
	 * What names the beans of the repositories.
	 * @return the class of the generator
	 */
	Class<? extends BeanNameGenerator> nameGenerator() default BeanNameGenerator.class;

	/**
	 * The bean that the repositories use.
	 * @return the name of a {@code KeyValueOperations} bean
	 */
	String keyValueTemplateRef() default TEMPLATE_BEAN_NAME;

	/**
	 * Whether to take repositories that are declared inside of other types.
	 * @return whether nested ones are taken
	 */
	boolean considerNestedRepositories() default false;

}
