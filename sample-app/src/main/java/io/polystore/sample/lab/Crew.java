package io.polystore.sample.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.polystore.atomic.json.JsonFileRepository;
import org.jspecify.annotations.Nullable;

/**
 * Brings the participants of a run together: other processes, and this application.
 */
final class Crew {

	private static final String APPLICATION = "p0";

	private final JsonFileRepository documents;

	private final @Nullable Path lockDirectory;

	private final Path directory;

	private final RunRequest request;

	/**
	 * Creates a crew.
	 * @param documents the application's own repository
	 * @param lockDirectory where it has its lock files, {@code null} if beside the files
	 * @param directory where the document is
	 * @param request how many participants there are
	 */
	Crew(JsonFileRepository documents, @Nullable Path lockDirectory, Path directory, RunRequest request) {
		this.documents = documents;
		this.lockDirectory = lockDirectory;
		this.directory = directory.toAbsolutePath();
		this.request = request;
	}

	Contest contest(Way way, Runnable changed) throws IOException {
		List<Participant> participants = new ArrayList<>();
		Updater document = way.inApplication(this.documents, this.directory);
		Contest contest = new Contest(participants, document, Duration.ofSeconds(this.request.seconds()));
		boolean complete = false;
		try {
			participants.add(application(way, document, changed));
			for (int number = 1; number <= this.request.processes(); number++) {
				participants.add(child(way, number, changed));
			}
			complete = true;
			return contest;
		}
		finally {
			if (!complete) {
				contest.close();
			}
		}
	}

	private ThisApplication application(Way way, Updater document, Runnable changed) throws IOException {
		ThisApplication application = new ThisApplication(load(APPLICATION), document, changed);
		application.prepare(way.inApplication(this.documents, WarmUp.directory(this.directory, APPLICATION)));
		return application;
	}

	private ChildProcess child(Way way, int number, Runnable changed) throws IOException {
		String process = "p" + number;
		Path log = this.directory.resolve(process + "-" + way.name().toLowerCase(Locale.ROOT) + ".log");
		ProcessBuilder command = WorkerCommand
			.of(List.of(way.name(), this.directory.toString(), lockDirectory(), process,
					Integer.toString(this.request.threads()), Integer.toString(this.request.seconds())))
			.redirectError(log.toFile());
		ChildProcess child = new ChildProcess("process " + number, load(process), command, changed);
		child.listen();
		return child;
	}

	private String lockDirectory() {
		return (this.lockDirectory != null) ? this.lockDirectory.toAbsolutePath().toString() : "";
	}

	private Load load(String process) {
		return new Load(process, this.request.threads(), Duration.ofSeconds(this.request.seconds()));
	}

}
