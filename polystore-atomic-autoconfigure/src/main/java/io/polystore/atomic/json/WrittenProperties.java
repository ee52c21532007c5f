package io.polystore.atomic.json;

import java.util.HashSet;
import java.util.Set;

import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

/**
 * Collects the names of the properties that a mapper writes for a type.
 */
final class WrittenProperties extends JsonFormatVisitorWrapper.Base {

	private final Set<String> names = new HashSet<>();

	private WrittenProperties() {
	}

	static Set<String> of(JsonMapper mapper, JavaType type) {
		WrittenProperties properties = new WrittenProperties();
		mapper.acceptJsonFormatVisitor(type, properties);
		return properties.names;
	}

	@Override
	public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
		return new Collector(getContext(), this.names);
	}

	private static final class Collector extends JsonObjectFormatVisitor.Base {

		private final Set<String> names;

		Collector(SerializationContext context, Set<String> names) {
			super(context);
			this.names = names;
		}

		@Override
		public void property(BeanProperty property) {
			this.names.add(property.getName());
		}

		@Override
		public void property(String name, JsonFormatVisitable handler, JavaType type) {
			this.names.add(name);
		}

		@Override
		public void optionalProperty(BeanProperty property) {
			this.names.add(property.getName());
		}

		@Override
		public void optionalProperty(String name, JsonFormatVisitable handler, JavaType type) {
			this.names.add(name);
		}

	}

}
