package io.polystore.atomic.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.polystore.atomic.actuate.AtomicFilesDescriptor;
import io.polystore.atomic.actuate.ConfigurationDescriptor;
import io.polystore.atomic.actuate.HolderDescriptor;
import io.polystore.atomic.actuate.LockDescriptor;
import io.polystore.atomic.actuate.PipelineDescriptor;
import io.polystore.atomic.actuate.ProbeDescriptor;
import io.polystore.atomic.actuate.SweepDescriptor;
import io.polystore.atomic.actuate.WaiterDescriptor;
import io.polystore.atomic.test.ChildJvm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Boot makes of an application with this library ahead of time, as a build of
 * a native image does. No image is built here: what was generated runs in a JVM.
 */
class AheadOfTimeTests {

	@TempDir
	private static Path root;

	private static List<JsonNode> reflection;

	private static JsonNode metadata;

	@BeforeAll
	static void generate() throws IOException {
		List<String> arguments = new ArrayList<>(List.of(AheadOfTimeApplication.class.getName(), path("sources"),
				path("classes"), path("classes"), "group", "artifact"));
		arguments.addAll(options());
		ChildJvm.of(SpringApplicationAotProcessor.class, arguments.toArray(String[]::new)).run();
		compile();
		metadata = JsonMapper.shared()
			.readTree(root.resolve("classes/META-INF/native-image/group/artifact/reachability-metadata.json"));
		reflection = metadata.get("reflection").valueStream().toList();
	}

	private static String path(String name) {
		return root.resolve(name).toString();
	}

	private static List<String> options() {
		return List.of("--polystore.atomic.directory=" + path("data"), "--polystore.atomic.lock.timeout=7s",
				"--management.endpoints.web.exposure.include=atomicfiles");
	}

	private static void compile() throws IOException {
		List<String> command = new ArrayList<>(
				List.of("-proc:none", "-nowarn", "-d", path("classes"), "-cp", System.getProperty("java.class.path")));
		try (Stream<Path> sources = Files.walk(root.resolve("sources"))) {
			sources.map(Path::toString).filter((source) -> source.endsWith(".java")).forEach(command::add);
		}
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		int failed = ToolProvider.getSystemJavaCompiler().run(null, output, output, command.toArray(String[]::new));
		assertThat(failed).as(output::toString).isZero();
	}

	@Test
	void whatWasGeneratedStartsAndUsesTheLibrary() {
		List<String> printed = ChildJvm.of(AheadOfTimeApplication.class, options().toArray(String[]::new))
			.options("-Dspring.aot.enabled=true")
			.classPath(root.resolve("classes"))
			.run();
		assertThat(printed).contains("generated: true", "timeout: PT7S");
		assertThat(printed).anyMatch((line) -> line.startsWith("locks: [LockDescriptor[file=held, held=true"));
		assertThat(root.resolve("data/file")).hasContent("whole");
	}

	@ParameterizedTest
	@ValueSource(classes = { AtomicFileProperties.class, CleanupProperties.class, HealthProperties.class,
			JsonProperties.class, LockProperties.class, MetadataProperties.class, ProbeProperties.class,
			RecoveryProperties.class, RetryProperties.class, WatchProperties.class, WriteProperties.class })
	void propertiesCanBeBound(Class<?> type) {
		assertThat(hint(type).get("methods")).extracting((method) -> method.get("name").asString())
			.anyMatch((name) -> name.startsWith("set") || name.startsWith("get"));
	}

	@ParameterizedTest
	@ValueSource(classes = { AtomicFilesDescriptor.class, ConfigurationDescriptor.class, HolderDescriptor.class,
			LockDescriptor.class, PipelineDescriptor.class, ProbeDescriptor.class,
			ProbeDescriptor.FindingDescriptor.class, SweepDescriptor.class, WaiterDescriptor.class })
	void whatTheEndpointShowsCanBeWrittenAsJson(Class<?> type) {
		assertThat(hint(type).get("methods")).extracting((method) -> method.get("name").asString())
			.contains(type.getRecordComponents()[0].getName());
	}

	@Test
	void theReportOfABadPropertyCanBeCreated() {
		assertThat(hint(AtomicFilePropertyFailureAnalyzer.class).get("allDeclaredConstructors").asBoolean()).isTrue();
	}

	@Test
	void theHintsOfTheLibraryAreAmongThem() {
		assertThat(metadata.toString()).contains("io.polystore.atomic.lock.LibC$Calls",
				"io/polystore/atomic/probe/LockingMain.class");
	}

	private static JsonNode hint(Class<?> type) {
		return reflection.stream()
			.filter((hint) -> hint.get("type").asString("").equals(type.getName()))
			.findFirst()
			.orElseThrow(() -> new AssertionError("no hint for " + type));
	}

}
