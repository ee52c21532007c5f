package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.update.Request.Kind;
import io.polystore.atomic.update.SteppedDisk.Step;
import io.polystore.atomic.write.TempNames;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real pipeline and its model, which must agree after every step.
 */
final class ModelledPipeline {

	private final PipelineModel model = new PipelineModel();

	private final List<ModelledCaller> callers = new ArrayList<>();

	private final Path real;

	private final SteppedDisk disk;

	private final TestFiles files;

	ModelledPipeline(Path real) {
		this.real = real;
		this.disk = new SteppedDisk(real);
		this.files = new TestFiles(this.disk, TestFiles.LONG);
	}

	PipelineModel model() {
		return this.model;
	}

	void start(Kind kind, Durability durability, boolean stops) {
		String name = Character.toString('a' + this.callers.size());
		Request request = new Request(name, kind, durability, stops);
		this.model.start(request);
		this.callers.add(new ModelledCaller(request,
				(change) -> this.files.update(this.disk.file(), WriteOptions.of(durability), change)));
		check();
	}

	void resume() {
		if (this.model.isRunning()) {
			present(this.model.running()).resume();
			this.model.resume();
			check();
		}
	}

	void interrupt(int number) {
		List<ModelCaller> all = this.model.present();
		if (number < all.size()) {
			ModelCaller caller = all.get(number);
			present(caller).interrupt();
			this.model.interrupt(caller);
			check();
		}
	}

	private ModelledCaller present(ModelCaller caller) {
		return this.callers.get(this.model.callers().indexOf(caller));
	}

	void proceed(Step step) {
		if (isPossible(step)) {
			this.disk.proceed(step);
			proceedInModel(step);
			check();
		}
	}

	private boolean isPossible(Step step) {
		return switch (step) {
			case SUCCEED -> this.model.isWriting();
			case FAIL_BEFORE_RENAME -> this.model.canFailBeforeRename();
			case STOP_BEHIND_RENAME -> this.model.canStopBehindRename();
			case FAIL_BEHIND_RENAME -> this.model.canFailBehindRename();
		};
	}

	private void proceedInModel(Step step) {
		switch (step) {
			case SUCCEED -> this.model.succeed();
			case FAIL_BEFORE_RENAME -> this.model.failBeforeRename();
			case STOP_BEHIND_RENAME -> this.model.rename();
			case FAIL_BEHIND_RENAME -> this.model.failBehindRename();
		}
	}

	private void check() {
		try {
			for (int i = 0; i < this.callers.size(); i++) {
				this.callers.get(i).check(this.model.callers().get(i));
			}
			if (this.model.isWriting()) {
				this.disk.awaitReplace(this.model.isRenamed());
			}
			assertThat(Files.exists(this.real) ? Files.readString(this.real) : null).isEqualTo(this.model.disk());
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		assertThat(this.disk.writes()).isEqualTo(this.model.writes());
		assertThat(this.disk.isIdle()).isEqualTo(!this.model.isWriting());
		assertThat(this.disk.held()).isEqualTo(this.model.isLocked() ? 1 : 0);
	}

	/**
	 * Lets all callers return; afterwards the pipeline is as good as new, and gone.
	 */
	void end() throws IOException {
		finish();
		start(Kind.KEEP, Durability.FULL, false);
		finish();
		assertThat(Pipelines.count()).isZero();
		assertThat(JvmLock.count()).isZero();
		try (Stream<Path> left = Files.list(this.real.getParent())) {
			assertThat(left).noneMatch((path) -> TempNames.isTemp(path.getFileName().toString()));
		}
	}

	private void finish() {
		while (this.model.isLocked()) {
			resume();
			proceed(Step.SUCCEED);
		}
	}

	/** Leaves no thread behind, even where a check failed. */
	void close() throws Exception {
		this.disk.close();
		this.callers.forEach(ModelledCaller::resume);
		for (ModelledCaller caller : this.callers) {
			caller.awaitEnd();
		}
	}

	@Override
	public String toString() {
		return this.model.toString();
	}

}
