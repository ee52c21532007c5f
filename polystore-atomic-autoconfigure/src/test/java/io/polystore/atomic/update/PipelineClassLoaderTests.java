package io.polystore.atomic.update;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.polystore.atomic.ContentChange;
import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.LibraryCopy;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two copies of the library in one JVM update one file.
 */
class PipelineClassLoaderTests extends PipelineFixture {

	private final AtomicFileTemplate ours = AtomicFileTemplate.builder().durability(Durability.NONE).build();

	@Test
	void theUpdatesOfTwoCopiesExcludeEachOther() throws Exception {
		try (LibraryCopy copy = new LibraryCopy()) {
			Object template = copy.template("copy");
			Workers.run(4, (index) -> {
				for (int i = 0; i < 50; i++) {
					if (index % 2 == 0) {
						this.ours.update(this.real, appending("x"));
					}
					else {
						updateInCopy(copy, template);
					}
				}
			});
			assertThat(content()).hasSize(200);
		}
	}

	@Test
	void anUpdateIsBusyForTheOtherCopy() throws Exception {
		try (LibraryCopy copy = new LibraryCopy()) {
			Object template = copy.template("copy");
			AtomicReference<Background<?>> waiting = new AtomicReference<>();
			this.ours.update(this.real, (content) -> {
				Object found = template.getClass()
					.getMethod("tryLock", Path.class)
					.invoke(template, this.files.lockFile(this.real));
				assertThat(found).hasToString("Optional.empty");
				waiting.set(Background.of(() -> updateInCopy(copy, template)));
				assertThat(waiting.get().endsWithin(Duration.ofMillis(50))).isFalse();
				return appending("a").apply(content);
			});
			waiting.get().result();
			assertThat(content()).isEqualTo("ax");
		}
	}

	private Object updateInCopy(LibraryCopy copy, Object template) throws Exception {
		Class<?> type = copy.load(ContentChange.class);
		Object change = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> appending("x").apply((byte[]) arguments[0]));
		return template.getClass().getMethod("update", Path.class, type).invoke(template, this.real, change);
	}

}
