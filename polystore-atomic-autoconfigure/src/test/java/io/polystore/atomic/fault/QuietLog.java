package io.polystore.atomic.fault;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Keeps thousands of warnings of what was injected out of the log.
 */
final class QuietLog {

	private QuietLog() {
	}

	static void begin() {
		level(LogLevel.OFF);
	}

	static void end() {
		level(null);
	}

	private static void level(LogLevel level) {
		LoggingSystem.get(QuietLog.class.getClassLoader()).setLogLevel("io.polystore.atomic", level);
	}

}
