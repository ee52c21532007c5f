package io.polystore.atomic.json;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Lets a mapper fail on every property that a type neither reads nor writes, whatever the
 * type or the application says about ignoring it.
 */
final class RefuseUnknownProperties {

	private RefuseUnknownProperties() {
	}

	static void configure(JsonMapper.Builder builder, JsonMapper writing) {
		SimpleModule module = new SimpleModule(RefuseUnknownProperties.class.getName());
		module.setDeserializerModifier(new SkipOnlyWhatIsWritten(writing));
		builder.addModule(module)
			.addHandler(new Refuse())
			.annotationIntrospector(new NeverIgnoreUnknown(builder.annotationIntrospector()));
	}

	/**
	 * Comes before the handlers of the application, which might skip the property.
	 */
	private static final class Refuse extends DeserializationProblemHandler {

		@Override
		public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
				ValueDeserializer<?> deserializer, Object beanOrClass, String property) {
			throw UnrecognizedPropertyException.from(parser, beanOrClass, property, null);
		}

	}

	/**
	 * Overrides {@code ignoreUnknown} of a class and of a property.
	 */
	private static final class NeverIgnoreUnknown extends AnnotationIntrospectorPair {

		private static final long serialVersionUID = 1L;

		NeverIgnoreUnknown(AnnotationIntrospector introspector) {
			super(introspector, AnnotationIntrospector.nopInstance());
		}

		@Override
		public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
			return super.findPropertyIgnoralByName(config, annotated).withoutIgnoreUnknown();
		}

	}

	/**
	 * What a type writes and does not read may be skipped: the update writes it again.
	 */
	private static final class SkipOnlyWhatIsWritten extends ValueDeserializerModifier {

		private static final long serialVersionUID = 1L;

		private final JsonMapper writing;

		SkipOnlyWhatIsWritten(JsonMapper writing) {
			this.writing = writing;
		}

		@Override
		public BeanDeserializerBuilder updateBuilder(DeserializationConfig config, BeanDescription.Supplier description,
				BeanDeserializerBuilder builder) {
			AnnotatedMethod build = builder.getBuildMethod();
			JavaType type = (build != null) ? build.getType() : description.getType();
			return new StrictBuilder(builder, WrittenProperties.of(this.writing, type));
		}

	}

	private static final class StrictBuilder extends BeanDeserializerBuilder {

		StrictBuilder(BeanDeserializerBuilder source, Set<String> written) {
			super(source);
			this._ignoreAllUnknown = false;
			this._includableProps = null;
			this._ignorableProps = new HashSet<>(written);
			this._ignorableProps.removeAll(this._properties.keySet());
		}

	}

}
