package io.polystore.atomic.update;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.polystore.atomic.AtomicFileListener.UpdateOutcome;
import io.polystore.atomic.AtomicFileListener.WriteOutcome;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One replace serves all who queued while the last one ran.
 */
class PipelineBatchTests extends PipelineFixture {

	@Test
	void sixtyFourThreadsShareReplacesAndLoseNothing() throws Exception {
		int threads = 64;
		int updates = 40;
		Workers.run(threads, (index) -> {
			for (int i = 0; i < updates; i++) {
				this.files.update(this.real, appending(index + "-" + i + ","));
			}
		});
		Set<String> expected = new HashSet<>();
		for (int index = 0; index < threads; index++) {
			for (int i = 0; i < updates; i++) {
				expected.add(index + "-" + i);
			}
		}
		assertThat(content().split(",")).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(this.events.batches().stream().mapToInt(Integer::intValue).sum()).isEqualTo(threads * updates);
		assertThat(this.events.batches()).hasSizeLessThanOrEqualTo(threads * updates / 8)
			.hasSameSizeAs(this.events.writes());
		assertThat(this.events.outcomes()).hasSize(threads * updates).containsOnly(UpdateOutcome.WRITTEN);
	}

	@Test
	void aReplaceStartsAtOnceWhenTheDiskIsIdle() {
		for (int i = 0; i < 3; i++) {
			this.files.update(this.file, appending("a"));
		}
		assertThat(this.events.batches()).containsExactly(1, 1, 1);
		assertThat(this.events.writes()).containsOnly(WriteOutcome.SUCCESS);
	}

	@Test
	void whoComesWhileTheDiskIsBusySharesTheNextReplace() throws Exception {
		Gate busy = gateAtForce(1);
		List<Background<String>> updates = new ArrayList<>();
		updates.add(append("0"));
		busy.awaitReached();
		for (int i = 1; i <= 5; i++) {
			updates.add(ran(appending(String.valueOf(i))));
		}
		assertThat(content()).isNull();
		busy.open();
		awaitAll(updates);
		assertThat(this.events.batches()).containsExactly(1, 5);
		assertThat(content()).isEqualTo("012345");
	}

	@Test
	void everyCallerGetsTheResultOfItsOwnChange() throws Exception {
		Gate busy = gateAtForce(1);
		Background<String> first = append("a");
		busy.awaitReached();
		Background<String> second = ran(appending("b"));
		Background<String> third = ran(appending("c"));
		busy.open();
		assertThat(first.result()).isEqualTo("a");
		assertThat(second.result()).isEqualTo("ab");
		assertThat(third.result()).isEqualTo("abc");
	}

	@Test
	void aBusyFileHoldsUpNoOther() throws Exception {
		Gate busy = gateAtForce(1);
		Background<String> first = append("a");
		busy.awaitReached();
		Path other = this.file.resolveSibling("other");
		assertThat(text(this.files.update(other, appending("b")))).isEqualTo("b");
		busy.open();
		first.result();
	}

	@Test
	void manyFilesInNewDirectoriesAtOnceDoNotBlockEachOther() throws Exception {
		Workers.run(150, (index) -> {
			for (int i = 0; i < 3; i++) {
				Path path = this.directory.resolve("d" + index).resolve("e" + i).resolve("file");
				assertThat(text(this.files.update(path, appending("a")))).isEqualTo("a");
			}
		});
	}

}
