package io.polystore.atomic.integration.metadata;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.polystore.atomic.test.Workers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.integration.metadata.ConcurrentMetadataStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What Spring Integration expects of every store.
 */
abstract class AbstractMetadataStoreTests {

	private static final int THREADS = 8;

	private static final int KEYS = 25;

	abstract ConcurrentMetadataStore store();

	@Test
	void thereIsNothingAtFirst() {
		assertThat(store().get("key")).isNull();
	}

	@Test
	void putInsertsAndReplaces() {
		store().put("key", "one");
		assertThat(store().get("key")).isEqualTo("one");
		store().put("key", "two");
		assertThat(store().get("key")).isEqualTo("two");
	}

	@Test
	void putIfAbsentInsertsAndReturnsNull() {
		assertThat(store().putIfAbsent("key", "one")).isNull();
		assertThat(store().get("key")).isEqualTo("one");
	}

	@Test
	void putIfAbsentKeepsTheOldValueAndReturnsIt() {
		store().put("key", "one");
		assertThat(store().putIfAbsent("key", "two")).isEqualTo("one");
		assertThat(store().get("key")).isEqualTo("one");
	}

	@Test
	void replaceOfWhatMatchesSucceeds() {
		store().put("key", "one");
		assertThat(store().replace("key", "one", "two")).isTrue();
		assertThat(store().get("key")).isEqualTo("two");
	}

	@Test
	void replaceOfWhatDoesNotMatchFails() {
		store().put("key", "one");
		assertThat(store().replace("key", "other", "two")).isFalse();
		assertThat(store().get("key")).isEqualTo("one");
	}

	@Test
	void replaceOfNothingFails() {
		assertThat(store().replace("key", "one", "two")).isFalse();
		store().put("other", "one");
		assertThat(store().replace("key", "one", "two")).isFalse();
		assertThat(store().get("key")).isNull();
	}

	@Test
	void removeReturnsWhatWasThere() {
		store().put("key", "one");
		assertThat(store().remove("key")).isEqualTo("one");
		assertThat(store().get("key")).isNull();
		assertThat(store().remove("key")).isNull();
		assertThat(store().putIfAbsent("key", "two")).isNull();
	}

	@Test
	void keysAreIndependent() {
		store().put("one", "1");
		store().put("two", "2");
		store().remove("one");
		assertThat(store().get("two")).isEqualTo("2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a.b", "/var/in/file name.txt", "__proto__", "\"", "\\", "\0", "\n", "ÄÖ",
			"\ud83d\ude00" })
	void everyTextIsAKeyAndAValue(String text) {
		store().put(text, text);
		assertThat(store().putIfAbsent(text, "other")).isEqualTo(text);
		assertThat(store().replace(text, text, text + "!")).isTrue();
		assertThat(store().remove(text)).isEqualTo(text + "!");
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsNoKeyAndNoValue() {
		List<ThrowingCallable> calls = List.of(() -> store().put(null, "one"), () -> store().put("key", null),
				() -> store().get(null), () -> store().remove(null), () -> store().putIfAbsent(null, "one"),
				() -> store().putIfAbsent("key", null), () -> store().replace(null, "one", "two"),
				() -> store().replace("key", null, "two"), () -> store().replace("key", "one", null));
		assertThat(calls).allSatisfy((call) -> assertThatNullPointerException().isThrownBy(call));
		assertThat(store().get("key")).isNull();
	}

	@Test
	void ofManyThreadsOneInsertsEachKey() throws Exception {
		List<String> inserted = new CopyOnWriteArrayList<>();
		Workers.run(THREADS, (thread) -> {
			for (int i = 0; i < KEYS; i++) {
				if (store().putIfAbsent("key-" + i, "thread " + thread) == null) {
					inserted.add("key-" + i + " thread " + thread);
				}
			}
		});
		assertThat(inserted).containsExactlyInAnyOrderElementsOf(
				IntStream.range(0, KEYS).mapToObj((i) -> "key-" + i + " " + store().get("key-" + i)).toList());
	}

	@Test
	void noReplaceOfManyThreadsIsLost() throws Exception {
		store().put("count", "0");
		Workers.run(THREADS, (thread) -> {
			for (int i = 0; i < KEYS; i++) {
				increment();
			}
		});
		assertThat(store().get("count")).isEqualTo("" + THREADS * KEYS);
	}

	private void increment() {
		String old = store().get("count");
		while (!store().replace("count", old, "" + (Integer.parseInt(old) + 1))) {
			old = store().get("count");
		}
	}

}
