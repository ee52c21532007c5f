package io.polystore.sample.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.sample.live.LiveStreams;
import io.polystore.sample.web.ProblemException;
import io.polystore.sample.web.ProblemType;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;

/**
 * Makes one run at a time.
 */
@Service
@ConditionalOnBooleanProperty(name = Lab.ENABLED, matchIfMissing = true)
class Lab implements DisposableBean {

	static final String ENABLED = "run-state.lab.enabled";

	private static final String NAME = "lab";

	private static final Duration END_TIMEOUT = Duration.ofSeconds(20);

	private final JsonFileRepository documents;

	private final @Nullable Path lockDirectory;

	private final LabDirectory directory;

	private final LiveStreams streams;

	private volatile @Nullable LabRun latest;

	private volatile @Nullable Thread thread;

	Lab(JsonFileRepository documents, Environment environment, LiveStreams streams) {
		String locks = environment.getProperty("polystore.atomic.lock.directory");
		this.documents = documents;
		this.lockDirectory = (locks != null) ? Path.of(locks) : null;
		this.directory = new LabDirectory(documents.directory().resolve(NAME));
		this.streams = streams;
	}

	synchronized Run start(RunRequest request) {
		LabRun running = this.latest;
		if (running != null && !running.isOver()) {
			throw new ProblemException(ProblemType.LAB_BUSY, "Wait for the end of the present run");
		}
		LabRun run = new LabRun(request, (state) -> this.streams.publishState(NAME, state));
		this.latest = run;
		Thread worker = new Thread(() -> run.run((started) -> crew(started, request)), NAME);
		this.thread = worker;
		worker.start();
		return run.state();
	}

	private Crew crew(LabRun run, RunRequest request) throws IOException {
		return new Crew(this.documents, this.lockDirectory, this.directory.create(run.id()), request);
	}

	LabState state() {
		LabRun run = this.latest;
		return new LabState(Limits.MAX, (run != null) ? run.state() : null);
	}

	Killed kill() {
		LabRun run = this.latest;
		if (run != null) {
			return run.kill().orElseThrow(Lab::noProcess);
		}
		throw noProcess();
	}

	private static ProblemException noProcess() {
		return new ProblemException(ProblemType.NO_PROCESS, "There is nothing to kill");
	}

	@Override
	public void destroy() throws IOException, InterruptedException {
		LabRun run = this.latest;
		Thread worker = this.thread;
		if (run != null && worker != null) {
			run.cancel();
			worker.join(END_TIMEOUT.toMillis());
		}
	}

}
