package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.json.DocumentChangeListener;
import io.polystore.atomic.json.DocumentChangedEvent;
import io.polystore.atomic.json.DocumentWatcher;
import io.polystore.atomic.json.JsonFileRepository;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that publishes a {@link DocumentChangedEvent} when others change a
 * document of the {@link JsonFileRepository}, if {@code polystore.atomic.watch.enabled}
 * is set.
 * <p>
 * Events are published, and {@link DocumentChangeListener} beans told, on the thread of a
 * {@link DocumentWatcher}, one after another. What a listener throws is logged and has no
 * other effect, except that Spring then tells this one event to no further
 * {@code @EventListener}. The watch begins before other beans of the context are started
 * and before the application is ready: what is read then or later is never out of date
 * unnoticed. It ends when the context is closed, before beans are destroyed.
 *
 * @since 0.1
 */
@AutoConfiguration(after = JsonFileRepositoryAutoConfiguration.class)
@EnableConfigurationProperties(AtomicFileProperties.class)
@ConditionalOnSingleCandidate(JsonFileRepository.class)
@ConditionalOnBooleanProperty("polystore.atomic.watch.enabled")
public final class DocumentWatchAutoConfiguration {

	@Bean
	DocumentWatch documentWatch(JsonFileRepository documents, AtomicFileProperties properties,
			ObjectProvider<DocumentChangeListener> listeners, ApplicationEventPublisher publisher) {
		return new DocumentWatch(documents, new DocumentChangePublisher(listeners.orderedStream().toList(), publisher),
				properties.getWatch().getPollInterval());
	}

}
