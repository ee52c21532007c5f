package io.polystore.sample.lab;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class NumbersTests {

	@Test
	void whatComesInTurnIsOneRange() {
		assertThat(numbers(1, 2, 3, 4)).isEqualTo(new Numbers(List.of(new Range(1, 4)), List.of()));
	}

	@Test
	void whatIsMissingIsAGap() {
		assertThat(numbers(1, 2, 5, 6)).isEqualTo(new Numbers(List.of(new Range(1, 2), new Range(5, 6)), List.of()));
	}

	@Test
	void whatFillsAGapClosesIt() {
		assertThat(numbers(1, 3, 5, 2)).isEqualTo(new Numbers(List.of(new Range(1, 3), new Range(5, 5)), List.of()));
	}

	@Test
	void whatComesAgainIsKeptEachTime() {
		assertThat(numbers(1, 2, 1, 1, 3)).isEqualTo(new Numbers(List.of(new Range(1, 3)), List.of(1L, 1L)));
	}

	@Test
	void differentNumbersAreCounted() {
		assertThat(numbers(1, 2, 2, 7, 8).count()).isEqualTo(4);
	}

	@Test
	void whatBothHaveIsCounted() {
		assertThat(numbers(1, 2, 3, 7, 8).common(numbers(2, 3, 4, 8, 9))).isEqualTo(3);
	}

	@Test
	void theDocumentTellsARangeByItsEnds() {
		Ledger ledger = Ledger.EMPTY;
		for (long sequence : new long[] { 1, 2, 3, 2 }) {
			ledger = ledger.with(new OperationId("p1-t3", sequence));
		}
		JsonMapper mapper = JsonMapper.shared();
		String json = mapper.writeValueAsString(ledger);
		assertThat(json).isEqualTo("{\"workers\":{\"p1-t3\":{\"done\":[[1,3]],\"twice\":[2]}}}");
		assertThat(mapper.readValue(json, Ledger.class)).isEqualTo(ledger);
	}

	private static Numbers numbers(long... numbers) {
		return LongStream.of(numbers).boxed().reduce(Numbers.NONE, Numbers::with, (one, other) -> one);
	}

}
