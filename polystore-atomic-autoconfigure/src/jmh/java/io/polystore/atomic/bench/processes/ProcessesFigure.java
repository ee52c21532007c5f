package io.polystore.atomic.bench.processes;

import java.util.List;

import io.polystore.atomic.bench.measure.Recorder;
import io.polystore.atomic.bench.report.Chart;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.report.Target;
import io.polystore.atomic.bench.report.Unit;

/**
 * The tables and charts of what processes did.
 */
final class ProcessesFigure {

	private static final List<String> RATES = List.of(Contest.TOTAL, Contest.SLOWEST, Contest.FASTEST);

	private static final List<String> TIMES = List.of(Contest.MEDIAN_UPDATE, Contest.P99_UPDATE,
			Contest.LONGEST_UPDATE);

	private static final double NANOS_PER_MILLISECOND = 1e6;

	private final Recorder recorder;

	private final List<Contest> contests;

	private final Figure figure = new Figure("One document, several processes", """
			4 × 16 is four processes with 16 threads each; ours is polystore-atomic, by hand is hand-written Java.
			Durable increments of a document of 1 KiB by processes that begin at the same moment. A process alone with
			one thread gives up the lock after each update. The time of an update is that from the call to its return,
			so the wait is in it. The Python loop polls flock every 0.1 s and does not force the directory. The
			hand-written Java waits in a blocking file lock. Acknowledged updates and the counts in the documents were
			the same.
			""");

	ProcessesFigure(Recorder recorder, List<Contest> contests) {
		this.recorder = recorder;
		this.contests = contests;
	}

	Figure build(String alone, String one, String many) {
		compare(alone, one, many);
		for (Contest contest : this.contests) {
			RATES.forEach((rate) -> number(contest.label() + rate, Unit.PER_SECOND));
			TIMES.forEach((time) -> number(contest.label() + time, Unit.NANOSECONDS));
		}
		this.figure.chart(fairness());
		this.figure.chart(waiting());
		return this.figure;
	}

	private void compare(String alone, String one, String many) {
		ratio(one, Contest.SLOWEST, one, Contest.FASTEST, Target.atLeast(0.9));
		ratio(one, Contest.P99_UPDATE, alone, Contest.MEDIAN_UPDATE, Target.atMost(6.0 * ProcessesGroup.PROCESSES));
		ratio(one, Contest.TOTAL, alone, Contest.TOTAL, Target.atLeast(0.6));
		ratio(many, Contest.TOTAL, one, Contest.TOTAL, Target.atLeast(5));
		ratio(many, Contest.SLOWEST, many, Contest.FASTEST, Target.atLeast(0.8));
		for (Contest contest : this.contests) {
			String label = contest.label();
			if (!List.of(alone, one, many).contains(label)) {
				ratio(label, Contest.SLOWEST, label, Contest.FASTEST, Target.none());
				ratio(one, Contest.TOTAL, label, Contest.TOTAL, Target.none());
				ratio(one, Contest.P99_UPDATE, label, Contest.P99_UPDATE, Target.none());
			}
		}
	}

	private void ratio(String contest, String what, String other, String otherWhat, Target target) {
		String name = contest.equals(other) ? contest + what + " /" + otherWhat.substring(1)
				: contest + what + " / " + other + otherWhat;
		this.figure.ratio(name, this.recorder.ratio(contest + what, other + otherWhat), target);
	}

	private void number(String name, Unit unit) {
		this.figure.number(name, unit, this.recorder.samples(name));
	}

	private Chart fairness() {
		Chart chart = new Chart("fairness", Chart.Style.BARS, "Updates of the slowest and the fastest process",
				"updates per second", "processes × threads", labels());
		add(chart, "slowest process", Contest.SLOWEST, 1);
		add(chart, "fastest process", Contest.FASTEST, 1);
		return chart;
	}

	private Chart waiting() {
		Chart chart = new Chart("wait", Chart.Style.LOGARITHMIC_BARS, "How long an update takes, its wait included",
				"milliseconds", "processes × threads", labels());
		add(chart, "median", Contest.MEDIAN_UPDATE, NANOS_PER_MILLISECOND);
		add(chart, "p99", Contest.P99_UPDATE, NANOS_PER_MILLISECOND);
		add(chart, "longest", Contest.LONGEST_UPDATE, NANOS_PER_MILLISECOND);
		return chart;
	}

	private void add(Chart chart, String name, String what, double divisor) {
		chart.add(name, labels().stream().map((label) -> this.recorder.samples(label + what)).toList(), divisor);
	}

	private List<String> labels() {
		return this.contests.stream().map(Contest::label).toList();
	}

}
