package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.json.DocumentRecovery;
import io.polystore.atomic.json.RecoveryListener;
import io.polystore.atomic.json.Version;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes an event for each document that was restored.
 */
final class DocumentRestoredEventPublisher implements RecoveryListener {

	private final ApplicationEventPublisher publisher;

	DocumentRestoredEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void recovered(DocumentRecovery recovery) {
		Path quarantined = recovery.quarantined();
		Version restored = recovery.restored();
		if (quarantined != null && restored != null) {
			this.publisher
				.publishEvent(new DocumentRestoredEvent(recovery.name(), recovery.path(), quarantined, restored));
		}
	}

}
