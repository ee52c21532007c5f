package io.polystore.sample.lab;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EvidenceTests {

	private final Acknowledgements acknowledged = new Acknowledgements();

	private Ledger ledger = Ledger.EMPTY;

	@Test
	void everyUpdateOnceIsGood() {
		acknowledge("p0-t1/1", "p0-t1/2", "p1-t1/1");
		write("p0-t1/1", "p0-t1/2", "p1-t1/1");
		assertThat(judge()).isEqualTo(new WayVerdict(3, 3, 0, 0, 0, 0, 1.5, true));
	}

	@Test
	void anUpdateThatIsNotThereIsLost() {
		acknowledge("p0-t1/1", "p0-t1/2", "p1-t1/1");
		write("p0-t1/1", "p1-t1/1");
		assertThat(judge()).isEqualTo(new WayVerdict(3, 2, 1, 0, 0, 0, 1.5, false));
	}

	@Test
	void theUpdatesOfAWorkerThatIsNotThereAreLost() {
		acknowledge("p0-t1/1", "p1-t1/1", "p1-t1/2");
		write("p0-t1/1");
		assertThat(judge()).isEqualTo(new WayVerdict(3, 1, 2, 0, 0, 0, 1.5, false));
	}

	@Test
	void anUpdateThatIsThereAgainIsTwice() {
		acknowledge("p0-t1/1", "p0-t1/2");
		write("p0-t1/1", "p0-t1/2", "p0-t1/1", "p0-t1/1");
		assertThat(judge()).isEqualTo(new WayVerdict(2, 1, 0, 2, 0, 0, 1.0, false));
	}

	@Test
	void anUpdateThatDidNotReturnMayBeThereForEachThreadThatWasKilled() {
		acknowledge("p0-t1/1", "p1-t1/1");
		write("p0-t1/1", "p1-t1/1", "p1-t1/2", "p1-t2/1");
		assertThat(judge("p1-t1", "p1-t2")).isEqualTo(new WayVerdict(2, 2, 0, 0, 2, 1, 1.0, true));
		assertThat(judge("p1-t1").holds()).isFalse();
		assertThat(judge().holds()).isFalse();
	}

	@Test
	void twoUpdatesOfOneThreadThatDidNotReturnAreTooMany() {
		acknowledge("p1-t1/1");
		write("p1-t1/1", "p1-t1/2", "p1-t1/3");
		assertThat(judge("p1-t1")).isEqualTo(new WayVerdict(1, 1, 0, 0, 2, 1, 0.5, false));
	}

	@Test
	void whereNothingWasDoneNothingHolds() {
		assertThat(judge()).isEqualTo(new WayVerdict(0, 0, 0, 0, 0, 0, 0, false));
	}

	@Test
	void theRatioIsThatOfTheRates() {
		WayVerdict slow = new WayVerdict(1, 1, 0, 0, 0, 0, 2, true);
		WayVerdict fast = new WayVerdict(1, 1, 0, 0, 0, 0, 5, true);
		WayVerdict idle = new WayVerdict(0, 0, 0, 0, 0, 0, 0, false);
		assertThat(Verdict.of(fast, slow).ratio()).isEqualTo(2.5);
		assertThat(Verdict.of(fast, idle).ratio()).isNull();
	}

	private void acknowledge(String... ids) {
		for (String id : ids) {
			this.acknowledged.add(OperationId.parse(id));
		}
	}

	private void write(String... ids) {
		for (String id : ids) {
			this.ledger = this.ledger.with(OperationId.parse(id));
		}
	}

	private WayVerdict judge(String... killedWorkers) {
		int killed = (killedWorkers.length > 0) ? 1 : 0;
		return new Evidence(this.acknowledged.workers(), this.ledger, Set.of(killedWorkers)).judge(killed, 2);
	}

}
