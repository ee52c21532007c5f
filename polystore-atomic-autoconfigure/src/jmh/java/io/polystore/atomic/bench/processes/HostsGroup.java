package io.polystore.atomic.bench.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.BenchmarkGroup;
import io.polystore.atomic.bench.measure.Recorder;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.report.Target;
import io.polystore.atomic.bench.report.Unit;
import io.polystore.atomic.bench.rival.Redis;
import io.polystore.atomic.bench.rival.Rival;

/**
 * Durable increments of one document by processes that share a lock registry, as hosts
 * do.
 */
public final class HostsGroup implements BenchmarkGroup {

	private static final int HOSTS = 3;

	private static final int CLIENTS = 16;

	private static final int DOCUMENT_BYTES = 1024;

	@Override
	public String name() {
		return "hosts";
	}

	@Override
	public Figure run(BenchSettings settings, Path directory) throws Exception {
		Figure figure = new Figure("One document, several hosts",
				"""
						3 × 16 is three processes with 16 threads each, whose locks are in one Redis on this machine, and which
						reach each other in no other way. Durable increments of a document of 1 KiB. Ours is polystore-atomic; by
						hand each update takes a lock of the same registry, reads, replaces durably, and gives up the lock. Both
						wait 5 ms at the most between two questions to Redis. Acknowledged updates and the counts in the
						documents were the same.
						""");
		Optional<Redis> redis = Redis.start(directory.resolve("redis"));
		if (redis.isEmpty()) {
			figure.note("**Skipped:** there is no redis-server.");
			return figure;
		}
		try (Redis engine = redis.get();
				Team ours = team(Rival.LOCKS_IN_REDIS, directory, engine);
				Team spread = team(Rival.LOCKS_IN_REDIS_SPREAD, directory, engine);
				Team hand = team(Rival.REDIS_BY_HAND, directory, engine)) {
			measure(settings, figure, ours, spread, hand);
		}
		return figure;
	}

	private static Team team(Rival rival, Path directory, Redis engine) throws IOException {
		return new Team(rival.label(), Worker.command(rival, directory, DOCUMENT_BYTES, engine.option()), HOSTS);
	}

	private static void measure(BenchSettings settings, Figure figure, Team ours, Team spread, Team hand)
			throws IOException {
		Contest alone = new Contest("by hand 1 × 1", hand, 1, 1);
		Contest all = new Contest("ours 3 × 16", ours, HOSTS, CLIENTS);
		Contest handAll = new Contest("by hand 3 × 16", hand, HOSTS, CLIENTS);
		Contest one = new Contest("ours 1 × 16", ours, 1, CLIENTS);
		Contest documents = new Contest("ours 3 × 16, a document for each", spread, HOSTS, CLIENTS);
		List<Contest> contests = List.of(alone, new Contest("ours 1 × 1", ours, 1, 1), one,
				new Contest("ours 2 × 16", ours, 2, CLIENTS), all, documents, handAll);
		warmUp(settings, List.of(ours, spread, hand));
		Recorder recorder = Contest.measure(settings, contests);
		ours.requireNoLostUpdate();
		spread.requireNoLostUpdate();
		hand.requireNoLostUpdate();
		ratio(figure, recorder, all, alone, Target.atLeast(5));
		ratio(figure, recorder, all, handAll, Target.atLeast(5));
		ratio(figure, recorder, all, one, Target.none());
		ratio(figure, recorder, documents, all, Target.none());
		figure.ratio("ours 3 × 16: slowest process / fastest process",
				recorder.ratio(all.label() + Contest.SLOWEST, all.label() + Contest.FASTEST), Target.none());
		for (Contest contest : contests) {
			figure.number(contest.label() + Contest.TOTAL, Unit.PER_SECOND,
					recorder.samples(contest.label() + Contest.TOTAL));
			figure.number(contest.label() + Contest.P99_UPDATE, Unit.NANOSECONDS,
					recorder.samples(contest.label() + Contest.P99_UPDATE));
		}
	}

	/**
	 * Nine JVMs compile what a client of Redis needs on two cores: their rates go on
	 * growing for a minute. The last process takes part in few of the contests besides.
	 */
	private static void warmUp(BenchSettings settings, List<Team> teams) throws IOException {
		for (Team team : teams) {
			team.run(HOSTS, CLIENTS, settings.either(90_000, 500));
		}
	}

	private static void ratio(Figure figure, Recorder recorder, Contest contest, Contest other, Target target) {
		figure.ratio(contest.label() + Contest.TOTAL + " / " + other.label() + Contest.TOTAL,
				recorder.ratio(contest.label() + Contest.TOTAL, other.label() + Contest.TOTAL), target);
	}

}
