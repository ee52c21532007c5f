package io.polystore.atomic.test;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;

import com.sun.jna.Native;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import org.apache.commons.logging.LogFactory;

import org.springframework.retry.support.RetryTemplate;
import org.springframework.util.Assert;

/**
 * A second copy of this library's classes in this JVM, as a second web application has
 * one. They can be called by reflection, with types of the JDK.
 */
public final class LibraryCopy implements AutoCloseable {

	private final URLClassLoader loader;

	public LibraryCopy() {
		URL[] jars = Stream
			.of(AtomicFileTemplate.class, RetryTemplate.class, Assert.class, LogFactory.class, Native.class)
			.map((type) -> type.getProtectionDomain().getCodeSource().getLocation())
			.distinct()
			.toArray(URL[]::new);
		this.loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
	}

	/** The copy's class of that name. */
	public Class<?> load(Class<?> type) throws ClassNotFoundException {
		return this.loader.loadClass(type.getName());
	}

	/** The copy's {@link AtomicFileTemplate}. */
	public Object template(String application) throws ReflectiveOperationException {
		return template(application, FileChannelLockProvider.class);
	}

	/** The copy's {@link AtomicFileTemplate}, with locks of that kind. */
	public Object template(String application, Class<? extends FileLockProvider> kind)
			throws ReflectiveOperationException {
		Object builder = load(AtomicFileTemplate.class).getMethod("builder").invoke(null);
		Object provider = load(kind).getConstructor().newInstance();
		builder.getClass().getMethod("lockProvider", load(FileLockProvider.class)).invoke(builder, provider);
		builder.getClass().getMethod("applicationName", String.class).invoke(builder, application);
		return builder.getClass().getMethod("build").invoke(builder);
	}

	@Override
	public void close() throws IOException {
		this.loader.close();
	}

}
