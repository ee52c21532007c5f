package io.polystore.atomic.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.kill.KillFigures.Violation;
import io.polystore.atomic.kill.KillFigures.Violation.Kind;
import io.polystore.atomic.test.LockKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the kills rely on: that a violation would be seen.
 */
class WorkHistoryTests {

	private static final String WORKER = "victim-1";

	private static final String SAVED = SharedDocuments.saved(WORKER);

	private static final String PASSING = SharedDocuments.passing(WORKER);

	private final KillFigures figures = new KillFigures();

	@TempDir
	private Path directory;

	private SharedDocuments documents;

	private WorkHistory history;

	@BeforeEach
	void begin() {
		this.documents = SharedDocuments.in(this.directory, LockKind.FILE_CHANNEL);
		this.history = new WorkHistory(this.documents, this.figures);
	}

	private void stands(String document, long number) {
		this.documents.repository().save(document, Tally.of(WORKER, number));
	}

	private void said(String what, String document, long number) {
		this.history.add(List.of("%s %s %s %d .".formatted(what, WORKER, document, number)));
	}

	private List<Kind> violations() {
		this.history.check("victim");
		return this.figures.violations().stream().map(Violation::kind).toList();
	}

	@Test
	void whatWasSentOnlyIsThereOrNot() {
		stands(SAVED, 1);
		said("sent", SAVED, 1);
		said("sent", PASSING, 1);
		assertThat(violations()).isEmpty();
	}

	@Test
	void anAcknowledgedSaveIsMissed() {
		stands(SAVED, 1);
		said("sent", SAVED, 2);
		said("done", SAVED, 2);
		assertThat(violations()).containsExactly(Kind.ACKNOWLEDGED_LOST);
	}

	@Test
	void anAcknowledgedDocumentIsMissed() {
		said("sent", PASSING, 1);
		said("done", PASSING, 1);
		assertThat(violations()).containsExactly(Kind.ACKNOWLEDGED_LOST);
	}

	@Test
	void whatWasNeverSentIsNoticed() {
		said("sent", SAVED, 1);
		said("done", SAVED, 1);
		stands(SAVED, 2);
		assertThat(violations()).containsExactly(Kind.ACKNOWLEDGED_LOST);
	}

	@Test
	void aDeletedDocumentThatIsBackIsNoticed() {
		said("done", PASSING, 1);
		said("done", PASSING, -1);
		assertThat(violations()).isEmpty();
		stands(PASSING, 1);
		assertThat(violations()).containsExactly(Kind.RESURRECTED);
	}

	@Test
	void aDeletedDocumentThatIsDeletedAgainIsNoticed() {
		said("done", PASSING, 1);
		said("done", PASSING, -1);
		said("sent", PASSING, -1);
		assertThat(violations()).containsExactly(Kind.RESURRECTED);
	}

	@Test
	void aTornDocumentIsNoticed() throws IOException {
		stands(SAVED, 1);
		said("done", SAVED, 1);
		Path file = this.documents.file(SAVED);
		String whole = Files.readString(file);
		Files.writeString(file, whole.substring(0, whole.length() / 2));
		assertThat(violations()).contains(Kind.TORN);
	}

	@Test
	void aDocumentOfTwoHalvesIsNoticed() throws IOException {
		stands(SAVED, 1);
		said("done", SAVED, 1);
		Path file = this.documents.file(SAVED);
		Files.writeString(file, Files.readString(file).replaceFirst("xx", "x"));
		assertThat(violations()).containsExactly(Kind.TORN);
	}

	@Test
	void aFailureOfAWorkerIsNoticed() {
		this.history.add(List.of("failed victim-1 java.lang.IllegalStateException: lost: victim-1 has 1 and not 2",
				"failed victim-2 java.io.IOException: No space left on device"));
		assertThat(violations()).containsExactly(Kind.ACKNOWLEDGED_LOST, Kind.OPERATION_FAILED);
	}

	@Test
	void aLineThatWasCutOffCountsForNothing() {
		this.history.add(List.of("done victim-1 " + SAVED + " 1", "done victim-1 " + SAVED));
		assertThat(violations()).isEmpty();
	}

}
