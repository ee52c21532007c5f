package io.polystore.atomic.bench.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.BenchmarkGroup;
import io.polystore.atomic.bench.measure.Recorder;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.rival.PythonLoop;
import io.polystore.atomic.bench.rival.Rival;

/**
 * Durable increments of one document by several processes.
 */
public final class ProcessesGroup implements BenchmarkGroup {

	static final int PROCESSES = 4;

	private static final int DOCUMENT_BYTES = 1024;

	private static final String ALONE = "ours 1 × 1";

	private static final String ONE_THREAD = "ours 4 × 1";

	private static final String MANY_THREADS = "ours 4 × 16";

	@Override
	public String name() {
		return "processes";
	}

	@Override
	public Figure run(BenchSettings settings, Path directory) throws Exception {
		List<Team> teams = new ArrayList<>();
		try {
			return run(settings, directory, teams);
		}
		finally {
			for (Team team : teams) {
				team.close();
			}
		}
	}

	private static Figure run(BenchSettings settings, Path directory, List<Team> teams) throws Exception {
		List<Contest> contests = new ArrayList<>(javaContests(directory, teams));
		Optional<Contest> python = pythonContest(directory, teams);
		python.ifPresent(contests::add);
		Recorder recorder = Contest.measure(settings, contests);
		for (Team team : teams) {
			team.requireNoLostUpdate();
		}
		Figure figure = new ProcessesFigure(recorder, contests).build(ALONE, ONE_THREAD, MANY_THREADS);
		if (python.isEmpty()) {
			figure.note("**Skipped:** the Python loop, for there is no python3.");
		}
		return figure;
	}

	private static List<Contest> javaContests(Path directory, List<Team> teams) throws IOException {
		Team ours = join(teams, Rival.POLYSTORE_ATOMIC.label(), javaCommand(Rival.POLYSTORE_ATOMIC, directory));
		Team hand = join(teams, Rival.HAND_WRITTEN.label(), javaCommand(Rival.HAND_WRITTEN, directory));
		return List.of(new Contest(ALONE, ours, 1, 1), new Contest(ONE_THREAD, ours, PROCESSES, 1),
				new Contest(MANY_THREADS, ours, PROCESSES, 16), new Contest("by hand 4 × 1", hand, PROCESSES, 1),
				new Contest("by hand 4 × 16", hand, PROCESSES, 16));
	}

	private static List<String> javaCommand(Rival rival, Path directory) {
		return Worker.command(rival, directory, DOCUMENT_BYTES);
	}

	private static Optional<Contest> pythonContest(Path directory, List<Team> teams) throws Exception {
		Optional<List<String>> command = PythonLoop.command(directory.resolve("python"), DOCUMENT_BYTES);
		if (command.isEmpty()) {
			return Optional.empty();
		}
		Team team = join(teams, "Python", command.get());
		return Optional.of(new Contest("Python 4 × 1", team, PROCESSES, 1));
	}

	private static Team join(List<Team> teams, String name, List<String> command) throws IOException {
		Team team = new Team(name, command, PROCESSES);
		teams.add(team);
		return team;
	}

}
