package io.polystore.atomic.soak;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * What the library remembers for the whole JVM: every static map and collection that it
 * has, also one that is added tomorrow.
 */
final class Registries {

	private final List<Field> fields = new ArrayList<>();

	Registries() throws IOException, ReflectiveOperationException {
		for (String name : classNames()) {
			for (Field field : Class.forName(name, false, getClass().getClassLoader()).getDeclaredFields()) {
				if (Modifier.isStatic(field.getModifiers()) && isRegistry(field.getType())) {
					field.setAccessible(true);
					this.fields.add(field);
				}
			}
		}
	}

	private static List<String> classNames() throws IOException {
		Path classes = classes();
		try (Stream<Path> files = Files.walk(classes)) {
			return files.map((file) -> classes.relativize(file).toString())
				.filter((file) -> file.endsWith(".class") && !file.contains("-"))
				.map((file) -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
				.toList();
		}
	}

	private static Path classes() {
		try {
			return Path.of(AtomicFileTemplate.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isRegistry(Class<?> type) {
		return Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type);
	}

	Map<String, Integer> sizes() throws IllegalAccessException {
		Map<String, Integer> sizes = new TreeMap<>();
		for (Field field : this.fields) {
			sizes.put(field.getDeclaringClass().getSimpleName() + "." + field.getName(), size(field.get(null)));
		}
		return sizes;
	}

	private static int size(Object registry) {
		return (registry instanceof Map<?, ?> map) ? map.size() : ((Collection<?>) registry).size();
	}

}
