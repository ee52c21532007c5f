package io.polystore.atomic.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.DocumentTooLargeException;
import io.polystore.atomic.json.JsonFileMapperCustomizer;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.UnknownPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonFileRepositoryAutoConfigurationTests {

	@TempDir
	private Path root;

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AtomicFileAutoConfiguration.class, JsonFileRepositoryAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.root.resolve("data"));
	}

	@Test
	void providesARepositoryOverTheDirectory() {
		runner().run((context) -> {
			assertThat(context).hasSingleBean(JsonFileRepository.class);
			context.getBean(JsonFileRepository.class).save("config", Map.of("runName", 1));
			assertThat(this.root.resolve("data/config.json")).content().startsWith("{\n  \"runName\": 1\n}");
		});
	}

	@Test
	void createsTheDirectoryAndLeavesNothingInIt() {
		runner().run((context) -> assertThat(this.root.resolve("data")).isEmptyDirectory());
	}

	@Test
	void backsOffToARepositoryOfTheApplication() {
		JsonFileRepository own = new JsonFileRepository(AtomicFileTemplate.builder().build(), JsonMapper.shared(),
				this.root);
		runner().withBean(JsonFileRepository.class, () -> own).run((context) -> {
			assertThat(context.getBean(JsonFileRepository.class)).isSameAs(own);
			assertThat(this.root.resolve("data")).doesNotExist();
		});
	}

	@Test
	void backsOffWithoutJackson() {
		runner().withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(AtomicFileTemplate.class)
				.doesNotHaveBean(JsonFileRepository.class));
	}

	@Test
	void backsOffIfItIsNotClearWhichOperationsToUse() {
		runner().withBean("one", AtomicFileOperations.class, () -> AtomicFileTemplate.builder().build())
			.withBean("other", AtomicFileOperations.class, () -> AtomicFileTemplate.builder().build())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JsonFileRepository.class));
	}

	@Test
	void startsWithMockedOperations() {
		runner().withBean(AtomicFileOperations.class, () -> Mockito.mock(AtomicFileOperations.class)).run((context) -> {
			assertThat(context).hasSingleBean(JsonFileRepository.class);
			assertThat(this.root.resolve("data")).doesNotExist();
		});
	}

	@Test
	void derivesItsMapperFromThatOfTheApplication() {
		JsonMapper mapper = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		runner().withBean(JsonMapper.class, () -> mapper).run((context) -> {
			context.getBean(JsonFileRepository.class).save("run", new Run("nightly", null));
			assertThat(this.root.resolve("data/run.json")).content().contains("\"run_name\": \"nightly\"");
		});
	}

	@Test
	void derivesItsMapperFromThatOfSpringBoot() {
		runner().withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE")
			.run((context) -> {
				context.getBean(JsonFileRepository.class).save("run", new Run("nightly", null));
				assertThat(this.root.resolve("data/run.json")).content().contains("\"run_name\": \"nightly\"");
			});
	}

	@Test
	void customizersChangeItsMapperInTheirOrder() {
		runner().withBean("second", JsonFileMapperCustomizer.class, Kebab::new)
			.withBean("first", JsonFileMapperCustomizer.class, SnakeWithoutNulls::new)
			.run((context) -> {
				context.getBean(JsonFileRepository.class).save("run", new Run("nightly", null));
				assertThat(this.root.resolve("data/run.json")).content()
					.isEqualToNormalizingWhitespace("{ \"run-name\": \"nightly\" }");
			});
	}

	@Test
	void propertiesApply() {
		runner()
			.withPropertyValues("polystore.atomic.json.indent=0", "polystore.atomic.json.unknown-properties=drop",
					"polystore.atomic.json.max-document-size=64B")
			.run((context) -> {
				JsonFileRepository documents = context.getBean(JsonFileRepository.class);
				Path file = this.root.resolve("data/run.json");
				Files.writeString(file, "{\"runName\":\"nightly\",\"unknown\":1}");
				documents.update("run", Run.class, (run) -> new Run("daily", run.status()));
				assertThat(file).content().startsWith("{\"runName\":\"daily\"").doesNotContain("unknown");
				assertThatExceptionOfType(DocumentTooLargeException.class)
					.isThrownBy(() -> documents.save("run", new Run("x".repeat(64), null)));
			});
	}

	@Test
	void updateThatWouldLoseAPropertyFailsByDefault() {
		runner().run((context) -> {
			Files.writeString(this.root.resolve("data/run.json"), "{\"runName\":\"nightly\",\"unknown\":1}");
			assertThatExceptionOfType(UnknownPropertyException.class)
				.isThrownBy(() -> context.getBean(JsonFileRepository.class)
					.update("run", Run.class, (run) -> new Run("daily", run.status())));
		});
	}

	record Run(String runName, String status) {
	}

	@Order(1)
	private static final class SnakeWithoutNulls implements JsonFileMapperCustomizer {

		@Override
		public void customize(JsonMapper.Builder builder) {
			builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
				.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL));
		}

	}

	@Order(2)
	private static final class Kebab implements JsonFileMapperCustomizer {

		@Override
		public void customize(JsonMapper.Builder builder) {
			builder.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
		}

	}

}
