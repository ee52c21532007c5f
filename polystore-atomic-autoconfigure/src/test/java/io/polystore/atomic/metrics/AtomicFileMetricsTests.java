package io.polystore.atomic.metrics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polystore.atomic.AtomicFileListener.LockOutcome;
import io.polystore.atomic.AtomicFileListener.UpdateOutcome;
import io.polystore.atomic.AtomicFileListener.WriteOperation;
import io.polystore.atomic.AtomicFileListener.WriteOutcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.json.DocumentRecovery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AtomicFileMetricsTests {

	private static final Path FILE = Path.of("file");

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final AtomicFileMetrics metrics = new AtomicFileMetrics(this.registry);

	@Test
	void registersEveryListedMeterAsListed() {
		writeOnce();
		new AtomicFilesHealthMeter(() -> true).bindTo(this.registry);
		Map<String, String> registered = this.registry.getMeters()
			.stream()
			.map(Meter::getId)
			.collect(Collectors.toMap(Meter.Id::getName, AtomicFileMetricsTests::describe, (one, other) -> {
				assertThat(one).isEqualTo(other);
				return one;
			}, TreeMap::new));
		Map<String, String> listed = Arrays.stream(AtomicFileMeter.values())
			.collect(Collectors.toMap(AtomicFileMeter::meterName, AtomicFileMetricsTests::describe));
		assertThat(registered).containsExactlyInAnyOrderEntriesOf(listed);
	}

	@Test
	void readsZeroBeforeAnythingHappened() {
		assertThat(this.registry.get("polystore.atomic.lock.wait").tag("outcome", "acquired").timer().count()).isZero();
		assertThat(this.registry.get("polystore.atomic.lock.timeouts").counter().count()).isZero();
		assertThat(this.registry.get("polystore.atomic.retries").counter().count()).isZero();
		assertThat(this.registry.get("polystore.atomic.temps.swept").counter().count()).isZero();
		assertThat(this.registry.find("polystore.atomic.write").timers()).isEmpty();
	}

	@Test
	void recordsEveryOutcomeOfAWait() {
		for (LockOutcome outcome : LockOutcome.values()) {
			this.metrics.lockWaitStarted(FILE);
			this.metrics.lockWaitEnded(FILE, outcome, Duration.ofMillis(40), 3);
		}
		for (String outcome : List.of("acquired", "busy", "timeout", "interrupted", "failed")) {
			Timer timer = this.registry.get("polystore.atomic.lock.wait").tag("outcome", outcome).timer();
			assertThat(timer.count()).as(outcome).isOne();
			assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).as(outcome).isEqualTo(40);
		}
		assertThat(this.registry.get("polystore.atomic.lock.attempts").counter().count()).isEqualTo(15);
		assertThat(this.registry.get("polystore.atomic.lock.timeouts").counter().count()).isOne();
	}

	@Test
	void countsWaitingThreadsAndHeldLocks() {
		this.metrics.lockWaitStarted(FILE);
		this.metrics.lockWaitStarted(FILE);
		this.metrics.lockWaitEnded(FILE, LockOutcome.ACQUIRED, Duration.ZERO, 1);
		this.metrics.lockHeld(FILE);
		assertThat(gauge("polystore.atomic.lock.waiting")).isEqualTo(1);
		assertThat(gauge("polystore.atomic.lock.held")).isEqualTo(1);
		this.metrics.lockWaitEnded(FILE, LockOutcome.TIMEOUT, Duration.ofSeconds(1), 9);
		this.metrics.lockReleased(FILE, Duration.ofMillis(7));
		assertThat(gauge("polystore.atomic.lock.waiting")).isZero();
		assertThat(gauge("polystore.atomic.lock.held")).isZero();
		assertThat(this.registry.get("polystore.atomic.lock.hold").timer().totalTime(TimeUnit.MILLISECONDS))
			.isEqualTo(7);
	}

	@Test
	void tellsWritesApartByOutcomeOperationAndDurability() {
		for (WriteOperation operation : WriteOperation.values()) {
			for (Durability durability : Durability.values()) {
				for (WriteOutcome outcome : WriteOutcome.values()) {
					this.metrics.written(FILE, operation, durability, outcome, Duration.ofMillis(2));
				}
			}
		}
		assertThat(this.registry.find("polystore.atomic.write").timers()).hasSize(45)
			.allMatch((timer) -> timer.count() == 1);
		assertThat(this.registry.get("polystore.atomic.write")
			.tag("outcome", "committed-durability-unknown")
			.tag("operation", "update")
			.tag("durability", "full")
			.timer()
			.count()).isOne();
	}

	@Test
	void recordsUpdatesAndTheirBatches() {
		for (UpdateOutcome outcome : UpdateOutcome.values()) {
			this.metrics.updated(FILE, outcome, Duration.ofMillis(3));
		}
		this.metrics.batchStarted(FILE, 8);
		this.metrics.batchStarted(FILE, 2);
		assertThat(this.registry.find("polystore.atomic.update").timers()).hasSize(5)
			.allMatch((timer) -> timer.count() == 1);
		assertThat(this.registry.get("polystore.atomic.update").tag("outcome", "change-failed").timer().count())
			.isOne();
		assertThat(this.registry.get("polystore.atomic.update.batch").summary().mean()).isEqualTo(5);
	}

	@Test
	void countsRetriesSweptFilesAndVersionsThatWereNotKept() {
		this.metrics.retried(FILE, new IllegalStateException());
		this.metrics.versionNotKept(FILE, new IllegalStateException());
		this.metrics.swept(FILE, 263);
		assertThat(this.registry.get("polystore.atomic.retries").counter().count()).isOne();
		assertThat(this.registry.get("polystore.atomic.temps.swept").counter().count()).isEqualTo(263);
		assertThat(this.registry.get("polystore.atomic.version.failures").counter().count()).isOne();
	}

	@Test
	void tellsRecoveriesApartByOutcome() {
		assertThat(this.registry.find("polystore.atomic.recoveries").counters()).hasSize(3)
			.allMatch((counter) -> counter.count() == 0);
		for (DocumentRecovery.Outcome outcome : DocumentRecovery.Outcome.values()) {
			this.metrics.recovered(new DocumentRecovery("d", FILE, outcome, null, null));
		}
		for (String outcome : List.of("restored", "no-version", "failed")) {
			assertThat(this.registry.get("polystore.atomic.recoveries").tag("outcome", outcome).counter().count())
				.as(outcome)
				.isOne();
		}
	}

	@Test
	void registersLaterWhatCouldNotBeRegisteredAtOnce() {
		FailingRegistry failing = new FailingRegistry();
		AtomicFileMetrics late = new AtomicFileMetrics(failing);
		assertThatIllegalStateException().isThrownBy(() -> late.updated(FILE, UpdateOutcome.WRITTEN, Duration.ZERO));
		failing.broken = false;
		late.updated(FILE, UpdateOutcome.WRITTEN, Duration.ZERO);
		assertThat(failing.get("polystore.atomic.update").tag("outcome", "written").timer().count()).isOne();
	}

	@Test
	void keepsTheGaugesRightIfATimerFails() {
		FailingRegistry failing = new FailingRegistry();
		AtomicFileMetrics late = new AtomicFileMetrics(failing);
		late.lockHeld(FILE);
		assertThatIllegalStateException().isThrownBy(() -> late.lockReleased(FILE, Duration.ZERO));
		assertThat(failing.get("polystore.atomic.lock.held").gauge().value()).isZero();
	}

	private void writeOnce() {
		this.metrics.written(FILE, WriteOperation.REPLACE, Durability.FULL, WriteOutcome.SUCCESS, Duration.ZERO);
	}

	private double gauge(String name) {
		return this.registry.get(name).gauge().value();
	}

	private static String describe(Meter.Id id) {
		return describe(id.getType(), id.getBaseUnit(), id.getDescription(),
				id.getTags().stream().map(Tag::getKey).toList());
	}

	private static String describe(AtomicFileMeter meter) {
		return describe(meter.type(), meter.baseUnit(), meter.description(), meter.tagKeys());
	}

	private static String describe(Meter.Type type, String baseUnit, String description, List<String> tagKeys) {
		return "%s in %s by %s: %s".formatted(type, baseUnit, tagKeys.stream().sorted().toList(), description);
	}

	private static final class FailingRegistry extends SimpleMeterRegistry {

		private boolean broken = true;

		@Override
		protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauseDetector) {
			if (this.broken) {
				throw new IllegalStateException("broken on purpose");
			}
			return super.newTimer(id, config, pauseDetector);
		}

	}

}
