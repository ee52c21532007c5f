package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polystore.atomic.json.DocumentChangeListener;
import io.polystore.atomic.json.DocumentChangedEvent;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DocumentWatchAutoConfigurationTests {

	@TempDir
	private Path root;

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AtomicFileAutoConfiguration.class, JsonFileRepositoryAutoConfiguration.class,
							DocumentWatchAutoConfiguration.class, AtomicFileMetricsAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.root.resolve("data"));
	}

	private ApplicationContextRunner watching() {
		return runner().withPropertyValues("polystore.atomic.watch.enabled=true");
	}

	private void write(String name, String content) {
		try {
			Files.writeString(this.root.resolve("data").resolve(name + ".json"), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("polystore-atomic-watch"))
			.toList();
	}

	@Test
	void watchesNothingByDefault() {
		runner().run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(DocumentWatch.class);
			assertThat(threads()).isEmpty();
		});
	}

	@Test
	void needsARepository() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DocumentWatchAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.watch.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DocumentWatch.class));
	}

	@Test
	void publishesChangesByOthersAndNoOwnOnes() {
		watching().withBean(Events.class).run((context) -> {
			Events events = context.getBean(Events.class);
			context.getBean(JsonFileRepository.class).save("own", 1);
			write("config", "1");
			await().until(() -> events.seen.size() == 1);
			assertThat(events.seen)
				.containsExactly(new DocumentChangedEvent("config", this.root.resolve("data/config.json"),
						DocumentChangedEvent.Kind.CREATED, Version.of(new byte[] { '1' })));
		});
	}

	@Test
	void publishesOnTheThreadOfTheWatch() {
		watching().withBean(Events.class).run((context) -> {
			Events events = context.getBean(Events.class);
			write("config", "1");
			await().until(() -> !events.threads.isEmpty());
			assertThat(events.threads).containsExactly("polystore-atomic-watch");
		});
	}

	/** What the README shows. */
	@Test
	void configurationIsLoadedAnew() {
		watching().withBean(Limits.class).run((context) -> {
			Limits limits = context.getBean(Limits.class);
			assertThat(limits.settings.requests()).isEqualTo(10);
			write("limits", "{\"requests\": 20}");
			await().until(() -> limits.settings.requests() == 20);
			write("limits", "{\"requests\": ");
			write("other", "1");
			write("limits", "{\"requests\": 30}");
			await().until(() -> limits.settings.requests() == 30);
		});
	}

	/** Whoever reads when the context is refreshed, or later, misses nothing. */
	@Test
	void aChangeAtTheTimeOfTheRefreshIsTold() {
		watching().withBean(Events.class)
			.withBean(ChangeAtRefresh.class, () -> new ChangeAtRefresh(this))
			.run((context) -> await().until(() -> !context.getBean(Events.class).seen.isEmpty()));
	}

	@Test
	void aListenerThatThrowsBreaksNothing() {
		AtomicBoolean told = new AtomicBoolean();
		watching().withBean(Events.class).withBean("first", DocumentChangeListener.class, () -> (event) -> {
			throw new IllegalStateException("broken on purpose");
		})
			.withBean("second", DocumentChangeListener.class, () -> (event) -> told.set(true))
			.withBean(BrokenListener.class)
			.run((context) -> {
				Events events = context.getBean(Events.class);
				write("config", "1");
				await().until(() -> events.seen.size() == 1);
				write("config", "2");
				await().until(() -> events.seen.size() == 2);
				assertThat(told).isTrue();
			});
	}

	@Test
	void countsChangesByKind() {
		watching().withBean(SimpleMeterRegistry.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.find("polystore.atomic.document.changes").counters()).hasSize(3);
			write("config", "1");
			await().until(() -> registry.get("polystore.atomic.document.changes")
				.tag("kind", "created")
				.counter()
				.count() == 1);
		});
	}

	@Test
	void endsWithTheContext() {
		watching().run((context) -> {
			assertThat(threads()).hasSize(1);
			context.getSourceApplicationContext().close();
			assertThat(threads()).isEmpty();
		});
	}

	@Test
	void canBeStoppedAndStartedAgain() {
		watching().withBean(Events.class).run((context) -> {
			Events events = context.getBean(Events.class);
			DocumentWatch watch = context.getBean(DocumentWatch.class);
			watch.stop();
			assertThat(watch.isRunning()).isFalse();
			write("meanwhile", "1");
			watch.start();
			assertThat(watch.isRunning()).isTrue();
			write("config", "1");
			await().until(() -> !events.seen.isEmpty());
			assertThat(events.seen).extracting(DocumentChangedEvent::name).containsExactly("config");
		});
	}

	@Test
	void polls() {
		watching().withPropertyValues("polystore.atomic.watch.poll-interval=100ms")
			.withBean(Events.class)
			.run((context) -> {
				write("config", "1");
				await().until(() -> !context.getBean(Events.class).seen.isEmpty());
			});
	}

	static class Events {

		private final List<DocumentChangedEvent> seen = new CopyOnWriteArrayList<>();

		private final List<String> threads = new CopyOnWriteArrayList<>();

		@EventListener
		@Order(1)
		void see(DocumentChangedEvent event) {
			this.seen.add(event);
			this.threads.add(Thread.currentThread().getName());
		}

	}

	static class BrokenListener {

		@EventListener
		@Order(2)
		void fail(DocumentChangedEvent event) {
			throw new IllegalStateException("broken on purpose");
		}

	}

	static class ChangeAtRefresh {

		private final DocumentWatchAutoConfigurationTests test;

		ChangeAtRefresh(DocumentWatchAutoConfigurationTests test) {
			this.test = test;
		}

		@EventListener(ContextRefreshedEvent.class)
		void change() {
			this.test.write("config", "1");
		}

	}

	static class Limits {

		private final JsonFileRepository documents;

		private volatile Settings settings = new Settings(10);

		Limits(JsonFileRepository documents) {
			this.documents = documents;
		}

		@EventListener(ContextRefreshedEvent.class)
		void load() {
			this.settings = this.documents.find("limits", Settings.class).orElse(new Settings(10));
		}

		@EventListener(condition = "#event.name == 'limits'")
		void reload(DocumentChangedEvent event) {
			load();
		}

		record Settings(int requests) {

		}

	}

}
