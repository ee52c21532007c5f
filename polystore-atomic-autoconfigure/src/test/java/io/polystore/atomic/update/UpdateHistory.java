package io.polystore.atomic.update;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the callers of one file were told: which ids are in it, which are not, and what
 * they saw.
 * <p>
 * A content is a list of ids, each of which is added once. If updates are what they seem
 * to be, then every id that was added stands exactly once in the final content or in one
 * that was deleted, nobody saw an id that was not added, and nobody missed one of those
 * that the next content has.
 */
final class UpdateHistory {

	private final ConcurrentLinkedQueue<String> added = new ConcurrentLinkedQueue<>();

	private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();

	private final ConcurrentLinkedQueue<List<String>> deleted = new ConcurrentLinkedQueue<>();

	private final ConcurrentLinkedQueue<List<String>> seen = new ConcurrentLinkedQueue<>();

	static List<String> ids(byte[] content) {
		return Stream.of(PipelineFixture.text(content).split(",")).filter((id) -> !id.isEmpty()).toList();
	}

	void added(String id) {
		this.added.add(id);
	}

	void refused(String id) {
		this.refused.add(id);
	}

	void deleted(List<String> content) {
		this.deleted.add(content);
	}

	/** What somebody was told after an update that changed nothing, or failed. */
	void seen(List<String> content) {
		this.seen.add(content);
	}

	int size() {
		return this.added.size();
	}

	void check(byte[] content) {
		List<String> standing = new ArrayList<>(ids(content));
		this.deleted.forEach(standing::addAll);
		assertThat(standing).containsExactlyInAnyOrderElementsOf(this.added);
		assertThat(standing).doesNotContainAnyElementsOf(this.refused);
		Set<String> known = new HashSet<>(this.added);
		List<List<String>> ends = new ArrayList<>(this.deleted);
		ends.add(ids(content));
		for (List<String> state : this.seen) {
			assertThat(known).containsAll(state);
			assertThat(ends).anyMatch((end) -> isBeginning(state, end));
		}
	}

	/** Between two deletions each state is the beginning of the next one. */
	private static boolean isBeginning(List<String> state, List<String> end) {
		return state.size() <= end.size() && end.subList(0, state.size()).equals(state);
	}

}
