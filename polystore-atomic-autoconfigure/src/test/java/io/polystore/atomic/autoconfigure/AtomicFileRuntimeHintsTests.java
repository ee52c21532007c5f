package io.polystore.atomic.autoconfigure;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.ExecutableHint;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class AtomicFileRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		new AtomicFileRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	/** They are named by texts, which a renaming would leave behind. */
	@ParameterizedTest
	@ValueSource(strings = { "io.polystore.atomic.lock.LibC$Calls", "io.polystore.atomic.write.PosixAcl$LibC" })
	void jnaCanMakeProxiesOfOurInterfaces(String name) throws ClassNotFoundException {
		Class<?> calls = Class.forName(name, false, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(calls)).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(calls)).accepts(this.hints);
	}

	@Test
	void jnaCanCreateWhatACallReturns() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(NativeLong.class.getConstructor()))
			.accepts(this.hints);
	}

	@Test
	void jnaCanThrowAnErrorFromNativeCode() throws NoSuchMethodException {
		assertThat(LastErrorException.class.getConstructor(String.class)).isNotNull();
		assertThat(this.hints.jni().getTypeHint(LastErrorException.class).constructors()).singleElement()
			.returns(ExecutableMode.INVOKE, ExecutableHint::getMode)
			.satisfies((constructor) -> assertThat(constructor.getParameterTypes())
				.containsExactly(TypeReference.of(String.class)));
	}

	@Test
	void theProbeCanCopyTheClassFileThatAnotherJvmRuns() {
		ClassPathResource file = new ClassPathResource("io/polystore/atomic/probe/LockingMain.class");
		assertThat(file.exists()).isTrue();
		assertThat(RuntimeHintsPredicates.resource().forResource(file.getPath())).accepts(this.hints);
	}

	@Test
	void aWriteCanTellTheKindOfItsThreadWhereThereAreTwo() {
		Stream<Method> isVirtual = Arrays.stream(Thread.class.getMethods())
			.filter((method) -> method.getName().equals("isVirtual"));
		assertThat(isVirtual).hasSize((Runtime.version().feature() >= 21) ? 1 : 0)
			.allMatch((method) -> RuntimeHintsPredicates.reflection().onMethodInvocation(method).test(this.hints));
	}

	/** It is named by a text, which a renaming would leave behind. */
	@Test
	void jacksonCanReadAndWriteALease() throws ClassNotFoundException {
		Class<?> lease = Class.forName("io.polystore.atomic.integration.shedlock.Lease");
		assertThat(lease.getDeclaredConstructors()).singleElement()
			.satisfies((
					constructor) -> assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor))
						.accepts(this.hints));
		assertThat(lease.getRecordComponents()).isNotEmpty()
			.allMatch((component) -> RuntimeHintsPredicates.reflection()
				.onMethodInvocation(component.getAccessor())
				.test(this.hints));
	}

	@Test
	void nothingIsSaidOfJnaWhereItIsMissing() {
		RuntimeHints bare = new RuntimeHints();
		new AtomicFileRuntimeHints().registerHints(bare, new FilteredClassLoader("com.sun.jna"));
		assertThat(bare.proxies().jdkProxyHints()).isEmpty();
		assertThat(bare.jni().typeHints()).isEmpty();
		assertThat(bare.reflection().getTypeHint(NativeLong.class)).isNull();
	}

}
