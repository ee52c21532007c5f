package io.polystore.atomic.autoconfigure;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/**
 * Tells a native image what this library reaches by other ways than plain calls.
 * <p>
 * What Spring Boot and JNA reach is left to them, and the types of an application's
 * documents to the application.
 */
class AtomicFileRuntimeHints implements RuntimeHintsRegistrar {

	private static final String JNA = "com.sun.jna.";

	private static final String SHEDLOCK = "net.javacrumbs.shedlock.core.LockProvider";

	private static final String LEASE = "io.polystore.atomic.integration.shedlock.Lease";

	private static final String ANSWERING_CLASS_FILE = "io/polystore/atomic/probe/LockingMain.class";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		// The probe runs it in a JVM, which an image has if it is told a 'java.home'
		hints.resources().registerPattern(ANSWERING_CLASS_FILE);
		registerKindOfThread(hints.reflection());
		if (ClassUtils.isPresent(JNA + "Native", classLoader)) {
			registerCalls(hints);
		}
		if (ClassUtils.isPresent(SHEDLOCK, classLoader)) {
			new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(),
					ClassUtils.resolveClassName(LEASE, classLoader));
		}
	}

	/**
	 * Asked for by name, since it is missing before Java 21.
	 */
	private static void registerKindOfThread(ReflectionHints hints) {
		Method isVirtual = ClassUtils.getMethodIfAvailable(Thread.class, "isVirtual");
		if (isVirtual != null) {
			hints.registerMethod(isVirtual, ExecutableMode.INVOKE);
		}
	}

	/**
	 * JNA makes proxies of our interfaces, asks these for fields with options, creates
	 * what a call returns, and throws an error from native code.
	 */
	private static void registerCalls(RuntimeHints hints) {
		Stream.of("io.polystore.atomic.lock.LibC$Calls", "io.polystore.atomic.write.PosixAcl$LibC")
			.map(TypeReference::of)
			.forEach((calls) -> {
				hints.proxies().registerJdkProxy(calls);
				hints.reflection().registerType(calls);
			});
		hints.reflection()
			.registerType(TypeReference.of(JNA + "NativeLong"),
					(type) -> type.withConstructor(List.of(), ExecutableMode.INVOKE));
		hints.jni()
			.registerType(TypeReference.of(JNA + "LastErrorException"),
					(type) -> type.withConstructor(List.of(TypeReference.of(String.class)), ExecutableMode.INVOKE));
	}

}
