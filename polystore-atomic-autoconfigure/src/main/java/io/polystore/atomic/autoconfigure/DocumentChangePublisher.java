package io.polystore.atomic.autoconfigure;

import java.util.List;

import io.polystore.atomic.json.DocumentChangeListener;
import io.polystore.atomic.json.DocumentChangedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells the listeners among the beans, and publishes an event of the application.
 */
class DocumentChangePublisher implements DocumentChangeListener {

	private static final Log logger = LogFactory.getLog(DocumentChangePublisher.class);

	private final List<DocumentChangeListener> listeners;

	private final ApplicationEventPublisher publisher;

	DocumentChangePublisher(List<DocumentChangeListener> listeners, ApplicationEventPublisher publisher) {
		this.listeners = listeners;
		this.publisher = publisher;
	}

	@Override
	public void documentChanged(DocumentChangedEvent event) {
		for (DocumentChangeListener listener : this.listeners) {
			tell(listener, event);
		}
		this.publisher.publishEvent(event);
	}

	private static void tell(DocumentChangeListener listener, DocumentChangedEvent event) {
		try {
			listener.documentChanged(event);
		}
		catch (RuntimeException ex) {
			logger.warn("Listener '%s' failed to handle %s".formatted(listener.getClass().getName(), event), ex);
		}
	}

}
