package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.integration.keyvalue.AllInFiles;
import io.polystore.atomic.integration.keyvalue.Counter;
import io.polystore.atomic.integration.keyvalue.CounterRepository;
import io.polystore.atomic.integration.keyvalue.JsonFileKeyValueAdapter;
import io.polystore.atomic.integration.keyvalue.NoteRepository;
import io.polystore.atomic.integration.keyvalue.NotesInMemory;
import io.polystore.atomic.json.JsonFileRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.keyvalue.core.KeyValueAdapter;
import org.springframework.data.keyvalue.core.KeyValueOperations;
import org.springframework.data.keyvalue.core.KeyValueTemplate;
import org.springframework.data.map.MapKeyValueAdapter;
import org.springframework.data.mapping.context.MappingContext;

import static org.assertj.core.api.Assertions.assertThat;

class JsonFileKeyValueAutoConfigurationTests {

	@TempDir
	private Path root;

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AtomicFileAutoConfiguration.class,
					JsonFileRepositoryAutoConfiguration.class, JsonFileKeyValueAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.root);
	}

	private ApplicationContextRunner enabled() {
		return runner().withUserConfiguration(AllInFiles.class);
	}

	private static void save(CounterRepository counters) {
		counters.save(new Counter(1L, 7));
	}

	private static Path fileIn(Path directory) {
		return directory.resolve(Counter.class.getName()).resolve("1.json");
	}

	/** Spring Data KeyValue may be there for the sake of Redis. */
	@Test
	void doesNothingUnlessRepositoriesAreEnabled() {
		runner().run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(KeyValueAdapter.class)
			.doesNotHaveBean(KeyValueOperations.class)
			.doesNotHaveBean(MappingContext.class)
			.doesNotHaveBean(NoteRepository.class));
	}

	@Test
	void offersWhatRepositoriesUse() {
		enabled().run((context) -> {
			assertThat(context).hasNotFailed()
				.hasSingleBean(JsonFileKeyValueAdapter.class)
				.hasSingleBean(KeyValueTemplate.class)
				.hasBean("jsonFileKeyValueTemplate")
				.hasBean("jsonFileKeyValueMappingContext");
			save(context.getBean(CounterRepository.class));
			assertThat(fileIn(this.root.resolve("entities"))).exists();
			assertThat(context.getBean(JsonFileRepository.class).names())
				.containsExactly("entities/%s/1".formatted(Counter.class.getName()));
		});
	}

	@Test
	void thePropertyNamesTheDirectory() {
		enabled().withPropertyValues("polystore.atomic.integration.key-value.directory=shop/data").run((context) -> {
			save(context.getBean(CounterRepository.class));
			assertThat(fileIn(this.root.resolve("shop/data"))).exists();
		});
	}

	@Test
	void aDirectoryElsewhereIsReported() {
		enabled().withPropertyValues("polystore.atomic.integration.key-value.directory=../other")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessageStartingWith("'../other/entity' is no name for a document: a part must not begin with '.'"));
	}

	@Test
	void aDirectoryOfTheNameOfALockIsReported() {
		enabled().withPropertyValues("polystore.atomic.integration.key-value.directory=a.json.lock")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("must not end with '.json' or '.lock'"));
	}

	/** Templates of other stores, such as that of Redis, neither hinder nor serve it. */
	@Test
	void worksBesideAnotherStore() {
		runner().withUserConfiguration(NotesInMemory.class)
			.withBean("keyValueTemplate", KeyValueTemplate.class, () -> new KeyValueTemplate(new MapKeyValueAdapter()))
			.run((context) -> {
				assertThat(context).hasNotFailed().getBeans(KeyValueTemplate.class).hasSize(3);
				save(context.getBean(CounterRepository.class));
				assertThat(fileIn(this.root.resolve("entities"))).exists();
				assertThat(context.getBean(NoteRepository.class).count()).isZero();
				assertThat(context.getBean(JsonFileRepository.class).names()).hasSize(1);
			});
	}

	@Test
	void aTemplateOfTheApplicationWins() {
		enabled()
			.withBean("jsonFileKeyValueTemplate", KeyValueTemplate.class,
					() -> new KeyValueTemplate(new MapKeyValueAdapter()))
			.run((context) -> {
				save(context.getBean(CounterRepository.class));
				assertThat(context).hasSingleBean(KeyValueTemplate.class);
				assertThat(this.root).isEmptyDirectory();
			});
	}

	@Test
	void withoutARepositoryOfDocumentsTheTemplateIsMissed() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(JsonFileKeyValueAutoConfiguration.class))
			.withUserConfiguration(AllInFiles.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoSuchBeanDefinitionException.class)
				.hasMessageContaining("jsonFileKeyValueTemplate"));
	}

	@Test
	void needsSpringDataKeyValue() {
		runner().withClassLoader(new FilteredClassLoader(KeyValueAdapter.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(JsonFileRepository.class)
				.doesNotHaveBean(JsonFileKeyValueAutoConfiguration.class));
	}

}
