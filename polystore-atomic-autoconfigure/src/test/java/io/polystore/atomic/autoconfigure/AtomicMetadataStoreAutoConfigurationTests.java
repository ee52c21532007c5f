package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.integration.metadata.AtomicMetadataStore;
import io.polystore.atomic.json.JsonFileRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.context.IntegrationContextUtils;
import org.springframework.integration.metadata.MetadataStore;
import org.springframework.integration.metadata.SimpleMetadataStore;
import org.springframework.integration.selector.MetadataStoreSelector;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

class AtomicMetadataStoreAutoConfigurationTests {

	@TempDir
	private Path root;

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AtomicFileAutoConfiguration.class,
					JsonFileRepositoryAutoConfiguration.class, AtomicMetadataStoreAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.root);
	}

	private ApplicationContextRunner enabled() {
		return runner().withPropertyValues("polystore.atomic.integration.metadata-store.enabled=true");
	}

	@Test
	void offersNoStoreByDefault() {
		runner().run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MetadataStore.class));
	}

	@Test
	void offersTheStoreThatSpringIntegrationLooksFor() {
		enabled().run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(MetadataStore.class);
			MetadataStore store = IntegrationContextUtils.getMetadataStore(context.getBeanFactory());
			assertThat(store).isInstanceOf(AtomicMetadataStore.class);
			store.put("key", "one");
			assertThat(this.root.resolve("metadata-store.json")).hasContent("{\n  \"key\": \"one\"\n}");
		});
	}

	@Test
	void aMessageIsAcceptedOnceAlsoAfterARestart() {
		enabled().run((context) -> assertThat(selector(context.getBean(AtomicMetadataStore.class)).accept(message()))
			.isTrue());
		enabled().run((context) -> assertThat(selector(context.getBean(AtomicMetadataStore.class)).accept(message()))
			.isFalse());
	}

	private static MetadataStoreSelector selector(AtomicMetadataStore store) {
		return new MetadataStoreSelector((message) -> message.getPayload().toString(), store);
	}

	private static GenericMessage<String> message() {
		return new GenericMessage<>("order-42");
	}

	@Test
	void thePropertyNamesTheDocument() {
		enabled().withPropertyValues("polystore.atomic.integration.metadata-store.document=integration/seen")
			.run((context) -> {
				context.getBean(AtomicMetadataStore.class).put("key", "one");
				assertThat(this.root.resolve("integration/seen.json")).exists();
			});
	}

	@Test
	void aNameThatIsNoneIsReported() {
		enabled().withPropertyValues("polystore.atomic.integration.metadata-store.document=../seen")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessage("'../seen' is no name for a document: a part must not begin with '.'; "
						+ "use names such as 'config' or 'orders/42'"));
	}

	@Test
	void aStoreOfTheApplicationWins() {
		enabled().withBean("own", SimpleMetadataStore.class)
			.run((context) -> assertThat(context).hasNotFailed().getBeans(MetadataStore.class).containsOnlyKeys("own"));
	}

	@Test
	void needsARepository() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AtomicMetadataStoreAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.integration.metadata-store.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MetadataStore.class));
	}

	@Test
	void needsSpringIntegration() {
		enabled().withClassLoader(new FilteredClassLoader(MetadataStore.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(JsonFileRepository.class)
				.doesNotHaveBean(AtomicMetadataStoreAutoConfiguration.class));
	}

}
