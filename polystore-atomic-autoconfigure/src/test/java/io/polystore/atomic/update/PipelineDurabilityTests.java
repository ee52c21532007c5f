package io.polystore.atomic.update;

import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody is told anything before it is durable.
 */
class PipelineDurabilityTests extends PipelineFixture {

	private final IllegalStateException own = new IllegalStateException("own");

	private void assertWaiting(List<Background<String>> updates) {
		assertThat(updates).allSatisfy((update) -> {
			update.awaitParked();
			assertThat(update.isDone()).isFalse();
		});
	}

	/** One that wrote, and then one that changed nothing, failed, deleted nothing. */
	private List<Background<String>> readersOf(Background<String> writer) {
		List<Background<String>> updates = new ArrayList<>();
		updates.add(writer);
		updates.add(ran((content) -> content));
		updates.add(ran((content) -> {
			throw this.own;
		}));
		return updates;
	}

	@Test
	void aCallerWaitsForTheForceOfTheContent() throws Exception {
		Gate force = gateAtForce(1);
		Background<String> writer = append("a");
		force.awaitReached();
		List<Background<String>> updates = readersOf(writer);
		assertWaiting(updates);
		assertThat(content()).isNull();
		force.open();
		assertThat(updates.get(0).result()).isEqualTo("a");
		assertThat(updates.get(1).result()).isEqualTo("a");
		assertThat(updates.get(2).failure()).isSameAs(this.own);
	}

	@Test
	void aCallerWaitsForTheForceOfTheDirectory() throws Exception {
		Gate force = new Gate();
		onForceOfDirectory().before(force);
		Background<String> writer = append("a");
		force.awaitReached();
		List<Background<String>> updates = readersOf(writer);
		assertThat(content()).isEqualTo("a");
		assertWaiting(updates);
		force.open();
		assertThat(updates.get(0).result()).isEqualTo("a");
		assertThat(updates.get(1).result()).isEqualTo("a");
		assertThat(updates.get(2).failure()).isSameAs(this.own);
	}

	@Test
	void aReaderOfTheNextBatchWaitsForThatOne() throws Exception {
		Gate first = gateAtForce(1);
		Gate second = gateAtForce(2);
		Background<String> a = append("a");
		first.awaitReached();
		Background<String> b = ran(appending("b"));
		Background<String> reader = ran((content) -> content);
		first.open();
		assertThat(a.result()).isEqualTo("a");
		second.awaitReached();
		assertWaiting(List.of(b, reader));
		second.open();
		assertThat(reader.result()).isEqualTo("ab");
		assertThat(b.result()).isEqualTo("ab");
	}

	@Test
	void aReaderOfADurableStateWaitsForNobody() {
		this.files.update(this.file, appending("a"));
		onForceOfContent().always().before(() -> {
			throw new AssertionError("nothing to be forced");
		});
		assertThat(text(this.files.update(this.file, (content) -> content))).isEqualTo("a");
	}

	@ParameterizedTest
	@CsvSource({ "NONE,NONE,0,0", "NONE,FILE,1,0", "FILE,NONE,1,0", "NONE,FULL,1,1", "FULL,NONE,1,1", "FILE,FULL,1,1",
			"FULL,FILE,1,1", "FILE,FILE,1,0" })
	void theStrongestDurabilityOfABatchWins(Durability one, Durability other, int ofContent, int ofDirectory)
			throws Exception {
		Gate busy = gateAtForce(1);
		Background<String> first = update(WriteOptions.of(Durability.FILE), appending("a"));
		busy.awaitReached();
		this.faults.clear();
		List<Background<String>> updates = new ArrayList<>(List.of(first));
		updates.add(ran(WriteOptions.of(one), appending("b")));
		updates.add(ran(WriteOptions.of(other), appending("c")));
		busy.open();
		awaitAll(updates);
		assertThat(this.events.batches()).containsExactly(1, 2);
		assertThat(this.faults.calls("force").stream().filter((call) -> call.path().equals(this.directory)))
			.hasSize(ofDirectory);
		assertThat(this.faults.calls("force").stream().filter((call) -> call.fileName().endsWith(".polystore-tmp")))
			.hasSize(ofContent);
		assertThat(content()).isEqualTo("abc");
	}

	@Test
	void templatesWithDifferentOptionsShareThePipeline() throws Exception {
		UpdateEvents others = new UpdateEvents();
		TestFiles careless = new TestFiles(others, TestFiles.LONG);
		Gate busy = gateAtForce(1);
		Background<String> first = append("a");
		busy.awaitReached();
		Gate ran = new Gate();
		Background<String> second = Background
			.of(() -> text(careless.update(this.file, WriteOptions.of(Durability.NONE), (content) -> {
				ran.open();
				ran.run();
				return appending("b").apply(content);
			})));
		ran.awaitReached();
		Background<String> third = ran(appending("c"));
		busy.open();
		awaitAll(List.of(first, second, third));
		assertThat(this.events.batches()).containsExactly(1);
		assertThat(others.batches()).containsExactly(2);
		assertThat(this.faults.calls("force").stream().filter((call) -> call.path().equals(this.directory))).hasSize(2);
		assertThat(content()).isEqualTo("abc");
	}

}
