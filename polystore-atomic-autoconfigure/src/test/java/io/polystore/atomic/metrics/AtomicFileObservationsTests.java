package io.polystore.atomic.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.write.AtomicFileOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a trace shows.
 */
class AtomicFileObservationsTests {

	private static final String PREFIX = AtomicFileObservation.NAME_PREFIX;

	@TempDir
	private Path directory;

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder()
		.listener(new AtomicFileObservations(this.registry))
		.build();

	@Test
	void anUpdateHoldsItsWaitAndItsWrite() {
		Path file = this.directory.resolve("a");
		this.files.update(file, (content) -> new byte[1]);
		observed().hasNumberOfObservationsEqualTo(3);
		observed().hasObservationWithNameEqualTo(PREFIX + "update")
			.that()
			.hasContextualNameEqualTo("atomic file update")
			.hasLowCardinalityKeyValue("outcome", "written")
			.hasHighCardinalityKeyValue("file", file.toString())
			.doesNotHaveParentObservation()
			.hasBeenStarted()
			.hasBeenStopped();
		observed().hasObservationWithNameEqualTo(PREFIX + "lock.wait")
			.that()
			.hasLowCardinalityKeyValue("outcome", "acquired")
			.hasHighCardinalityKeyValue("file", file + ".lock")
			.hasParentObservationContextMatching((parent) -> parent.getName().equals(PREFIX + "update"))
			.hasBeenStopped();
		observed().hasObservationWithNameEqualTo(PREFIX + "write")
			.that()
			.hasLowCardinalityKeyValue("outcome", "success")
			.hasLowCardinalityKeyValue("operation", "update")
			.hasLowCardinalityKeyValue("durability", "full")
			.hasParentObservationContextMatching((parent) -> parent.getName().equals(PREFIX + "update"))
			.hasBeenStopped();
	}

	@Test
	void whatTheChangeDoesBelongsToTheUpdate() {
		String[] during = new String[1];
		Path other = this.directory.resolve("other");
		this.files.update(this.directory.resolve("a"), (content) -> {
			during[0] = this.registry.getCurrentObservation().getContext().getName();
			this.files.update(other, (inner) -> new byte[1]);
			return new byte[1];
		});
		assertThat(during[0]).isEqualTo(PREFIX + "update");
		observed().hasAnObservation((inner) -> inner.hasNameEqualTo(PREFIX + "update")
			.hasHighCardinalityKeyValue("file", other.toString())
			.hasParentObservation());
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void aChangeThatFailsIsTold() {
		assertThatIllegalStateException().isThrownBy(() -> this.files.update(this.directory.resolve("a"), (content) -> {
			throw new IllegalStateException();
		}));
		observed().hasObservationWithNameEqualTo(PREFIX + "update")
			.that()
			.hasLowCardinalityKeyValue("outcome", "change-failed")
			.hasBeenStopped();
	}

	@Test
	void aWriteAndAStreamAreTold() {
		this.files.write(this.directory.resolve("a"), new byte[1]);
		observed().hasObservationWithNameEqualTo(PREFIX + "write")
			.that()
			.hasLowCardinalityKeyValue("operation", "replace")
			.hasBeenStopped();
		try (AtomicFileOutputStream out = this.files.openForWrite(this.directory.resolve("b"))) {
			assertThat(this.registry.getCurrentObservation()).isNull();
			out.commit();
		}
		observed().hasAnObservation((write) -> write.hasLowCardinalityKeyValue("operation", "stream"))
			.hasNumberOfObservationsEqualTo(2);
	}

	@Test
	void aWriteThatFailsIsTold() throws Exception {
		Path file = Files.createDirectory(this.directory.resolve("a"));
		assertThatExceptionOfType(AtomicFileException.class).isThrownBy(() -> this.files.write(file, new byte[1]));
		observed().hasSingleObservationThat().hasLowCardinalityKeyValue("outcome", "not-committed").hasBeenStopped();
	}

	@Test
	void aWaitThatTimesOutIsTold() throws Exception {
		Path lockFile = this.directory.resolve("a.lock");
		try (LockHandle lock = AtomicFileTemplate.builder().build().lock(lockFile)) {
			Thread waiter = new Thread(() -> assertThatExceptionOfType(AtomicFileException.class)
				.isThrownBy(() -> this.files.lock(lockFile, LockOptions.of(Duration.ofMillis(20)))));
			waiter.start();
			waiter.join();
			assertThat(lock.isHeld()).isTrue();
		}
		observed().hasSingleObservationThat()
			.hasNameEqualTo(PREFIX + "lock.wait")
			.hasLowCardinalityKeyValue("outcome", "timeout");
	}

	@Test
	void aHandlerThatFailsBreaksNothingAndLeavesNothing() {
		this.registry.observationConfig().observationHandler(new Failing());
		Path file = this.directory.resolve("a");
		this.files.update(file, (content) -> new byte[1]);
		this.files.update(file, (content) -> new byte[2]);
		assertThat(file).hasBinaryContent(new byte[2]);
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void everyKeyIsDocumented() {
		for (AtomicFileObservation observation : AtomicFileObservation.values()) {
			assertThat(observation.getName()).startsWith(PREFIX);
			assertThat(observation.getLowCardinalityKeyNames()).contains(AtomicFileObservation.LowCardinality.OUTCOME);
			assertThat(observation.getHighCardinalityKeyNames())
				.containsExactly(AtomicFileObservation.HighCardinality.FILE);
		}
	}

	private TestObservationRegistryAssert observed() {
		return TestObservationRegistryAssert.assertThat(this.registry);
	}

	private static final class Failing implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			throw new IllegalStateException("broken handler");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
