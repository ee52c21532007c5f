package io.polystore.atomic.test;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A view of a file's attributes whose calls go by way of the {@link Faults}:
 * {@code setPermissions}, {@code setTimes} and so on.
 */
final class FaultyView {

	private FaultyView() {
	}

	static <V> V of(V view, Class<V> type, Path path, Faults faults) {
		if (view == null) {
			return null;
		}
		return type.cast(Proxy.newProxyInstance(FaultyView.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> "name".equals(method.getName()) ? method.invoke(view)
						: faults.call(method.getName(), path, (arguments != null) ? Arrays.deepToString(arguments) : "",
								() -> invoke(method, view, arguments))));
	}

	private static Object invoke(Method method, Object view, Object[] arguments) throws IOException {
		try {
			return method.invoke(view, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof IOException io) {
				throw io;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
