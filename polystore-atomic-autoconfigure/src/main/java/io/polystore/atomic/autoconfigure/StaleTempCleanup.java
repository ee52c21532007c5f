package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.write.StaleTempSweeper;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Sweeps a directory once the context is up, on a thread of its own: the application
 * neither waits for it nor fails with it.
 */
class StaleTempCleanup implements ApplicationListener<ContextRefreshedEvent> {

	private static final Log logger = LogFactory.getLog(StaleTempCleanup.class);

	private final StaleTempSweeper sweeper;

	private final Path directory;

	private final ApplicationContext context;

	StaleTempCleanup(StaleTempSweeper sweeper, Path directory, ApplicationContext context) {
		this.sweeper = sweeper;
		this.directory = directory.toAbsolutePath();
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		// That of a child context arrives here too
		if (event.getApplicationContext() == this.context) {
			Thread thread = new Thread(this::sweep, "polystore-atomic-cleanup");
			thread.setDaemon(true);
			thread.start();
		}
	}

	private void sweep() {
		try {
			report(this.sweeper.sweep(this.directory));
		}
		catch (RuntimeException ex) {
			logger.warn("Temporary files of dead processes may be left in '%s'".formatted(this.directory), ex);
		}
	}

	private void report(int removed) {
		String message = "Removed %d temporary file(s) of dead processes from '%s'".formatted(removed, this.directory);
		if (removed > 0) {
			logger.info(message);
		}
		else {
			logger.debug(message);
		}
	}

}
