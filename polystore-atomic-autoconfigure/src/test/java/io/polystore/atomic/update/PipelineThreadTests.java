package io.polystore.atomic.update;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand threads, and virtual ones too where the JDK has them.
 */
class PipelineThreadTests extends PipelineFixture {

	private static final int THREADS = 1000;

	private static final int FILES = 10;

	static Stream<Named<ThreadFactory>> threads() throws Exception {
		List<Named<ThreadFactory>> kinds = new ArrayList<>();
		kinds.add(Named.of("platform threads", Thread::new));
		if (Runtime.version().feature() >= 21) {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			Class<?> type = Class.forName("java.lang.Thread$Builder");
			kinds.add(Named.of("virtual threads", (ThreadFactory) type.getMethod("factory").invoke(builder)));
		}
		return kinds.stream();
	}

	@ParameterizedTest
	@MethodSource("threads")
	void aThousandThreadsUpdateTenFiles(ThreadFactory factory) throws Exception {
		TestFiles regular = new TestFiles(this.events, UpdateSettings.DEFAULT_MAX_HOLD);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			int number = i;
			threads.add(factory.newThread(() -> {
				for (int j = 0; j < 3; j++) {
					regular.update(this.directory.resolve("file" + (number + j) % FILES),
							WriteOptions.of(Durability.values()[number % 3]), appending(number + "-" + j + ","));
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join(Duration.ofSeconds(100).toMillis());
			assertThat(thread.isAlive()).isFalse();
		}
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < FILES; i++) {
			ids.addAll(UpdateHistory.ids(Files.readAllBytes(this.directory.resolve("file" + i))));
		}
		assertThat(ids).hasSize(THREADS * 3).doesNotHaveDuplicates();
	}

}
