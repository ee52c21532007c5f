package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.write.KeptFile;
import io.polystore.atomic.write.KeptFiles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which contents are kept where one replace serves several changes.
 */
class PipelineVersionsTests extends PipelineFixture {

	private static final WriteOptions KEEP = WriteOptions.inherit().withKeptVersions(10);

	private List<String> kept() throws IOException {
		List<String> contents = new ArrayList<>();
		for (KeptFile version : KeptFiles.versionsOf(this.real).newestFirst()) {
			contents.add(text(version.intactContent(100_000)));
		}
		return contents;
	}

	@Test
	void onlyWhatWasReallyOnTheDiskIsKept() throws Exception {
		Gate busy = gateAtForce(1);
		List<Background<String>> updates = new ArrayList<>();
		updates.add(update(KEEP, appending("0")));
		busy.awaitReached();
		for (int i = 1; i <= 4; i++) {
			updates.add(ran(KEEP, appending(String.valueOf(i))));
		}
		busy.open();
		awaitAll(updates);
		assertThat(kept()).containsExactly("01234", "0");
	}

	@Test
	void itIsForTheLastChangeToSayWhetherItsResultIsKept() throws Exception {
		Gate busy = gateAtForce(1);
		List<Background<String>> updates = new ArrayList<>();
		updates.add(update(KEEP, appending("0")));
		busy.awaitReached();
		updates.add(ran(KEEP, appending("1")));
		updates.add(ran(appending("by one who keeps nothing")));
		busy.open();
		awaitAll(updates);
		assertThat(kept()).containsExactly("0");
	}

	/**
	 * Who finds a content unreadable must not make it a version by being told so.
	 */
	@Test
	void whatIsWrittenOnceMoreForAChangeThatFailedIsNotKept() throws Exception {
		Gate busy = gateAtForce(2);
		this.files.update(this.file, KEEP, appending("good"));
		Background<String> other = update(appending("..."));
		busy.awaitReached();
		Background<String> weak = ran(WriteOptions.of(Durability.NONE), (content) -> "corrupt".getBytes());
		Background<String> failing = ran(KEEP, (content) -> {
			assertThat(text(content)).isEqualTo("corrupt");
			throw new IllegalStateException("unreadable");
		});
		busy.open();
		awaitAll(List.of(other, weak));
		assertThat(failing.failure()).hasMessage("unreadable");
		assertThat(content()).isEqualTo("corrupt");
		assertThat(kept()).containsExactly("good");
	}

	@Test
	void whatIsWrittenOnceMoreByItselfIsNotKeptEither() throws Exception {
		Gate writing = new Gate();
		this.faults.on("move").before(writing);
		Background<String> weak = update(WriteOptions.of(Durability.NONE), (content) -> "corrupt".getBytes());
		writing.awaitReached();
		Background<String> failing = ran(KEEP, (content) -> {
			throw new IllegalStateException("unreadable");
		});
		writing.open();
		weak.result();
		assertThat(failing.failure()).hasMessage("unreadable");
		assertThat(this.faults.calls("move")).hasSize(2);
		assertThat(kept()).isEmpty();
	}

	@Test
	void aChangeThatChangesNothingKeepsNothing() throws IOException {
		this.files.update(this.file, appending("by one who keeps nothing"));
		this.files.update(this.file, KEEP, (content) -> content);
		assertThatIllegalStateException().isThrownBy(() -> this.files.update(this.file, KEEP, (content) -> {
			throw new IllegalStateException();
		}));
		assertThat(kept()).isEmpty();
	}

	@Test
	void severalProcessesKeepInOneOrder() throws Exception {
		int updates = 40;
		List<ChildJvm> children = new ArrayList<>();
		try {
			for (String name : List.of("a", "b")) {
				children.add(ChildJvm.of(KeepingProcess.class, this.real.toString(), name, "" + updates)
					.options("-Xmx64m")
					.start());
			}
			children.forEach((child) -> child.awaitLine("ready"::equals));
			children.forEach((child) -> child.send("go"));
			children.forEach((child) -> assertThat(child.awaitExit()).as("%s", child).isZero());
			assertThat(children).allSatisfy((child) -> assertThat(child.lines()).containsExactly("ready"));
		}
		finally {
			children.forEach(ChildJvm::close);
		}
		List<String> kept = kept();
		assertThat(kept).hasSize(KeepingProcess.KEEP).startsWith(content());
		for (int i = 1; i < kept.size(); i++) {
			assertThat(kept.get(i - 1)).startsWith(kept.get(i)).isNotEqualTo(kept.get(i));
		}
		assertThat(new String(content().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).split(","))
			.hasSize(2 * KeepingProcess.THREADS * updates);
	}

}
