package io.polystore.atomic.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.Durability;
import io.polystore.atomic.update.Request.Kind;
import io.polystore.atomic.update.SteppedDisk.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import org.springframework.util.FileSystemUtils;

/**
 * Whatever happens in whatever order, the pipeline does what the {@link PipelineModel}
 * says, step by step.
 */
class PipelineModelTests {

	/** The sequences must be so many that each of these is given. */
	private static final List<String> ANSWERS = List.of("told", "own failure", "NOT_COMMITTED",
			"NOT_COMMITTED and own failure", "COMMITTED_DURABILITY_UNKNOWN",
			"COMMITTED_DURABILITY_UNKNOWN and own failure", "not locked");

	private Path directory;

	private ModelledPipeline pipeline;

	@Property(tries = 600)
	@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
	void everySequenceGoesAsInTheModel(@ForAll("sequences") ActionChain<ModelledPipeline> sequence) throws IOException {
		sequence.run().end();
		this.pipeline.model().callers().forEach((caller) -> count(caller.answer()));
		Statistics
			.coverage((counted) -> ANSWERS.forEach((answer) -> counted.check(answer).count((times) -> times > 0)));
	}

	private static void count(String answer) {
		Statistics.collect(answer.replaceFirst("(?<=told) \\w+", "").replace(", interrupted", ""));
	}

	@AfterTry
	void close() throws Exception {
		this.pipeline.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private ModelledPipeline begin() {
		try {
			this.directory = Files.createTempDirectory("model").toRealPath();
			this.pipeline = new ModelledPipeline(this.directory.resolve("file"));
			return this.pipeline;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A step that is not possible does nothing: so any of them can be left out. */
	@Provide
	Arbitrary<ActionChain<ModelledPipeline>> sequences() {
		return ActionChain.startWith(this::begin)
			.withAction(8, start())
			.withAction(3, resume())
			.withAction(8, proceed())
			.withAction(2, interrupt())
			.withMaxTransformations(25);
	}

	private static Action.Independent<ModelledPipeline> start() {
		return () -> Combinators
			.combine(Arbitraries.of(Kind.class), Arbitraries.of(Durability.class),
					Arbitraries.of(false, false, false, true))
			.as((kind, durability, stops) -> Transformer.mutate(
					kind + " with " + durability + (stops ? ", stopping" : ""),
					(pipeline) -> pipeline.start(kind, durability, stops)));
	}

	private static Action.Independent<ModelledPipeline> resume() {
		return Action.just(Transformer.mutate("resume", ModelledPipeline::resume));
	}

	private static Action.Independent<ModelledPipeline> proceed() {
		return () -> Arbitraries.of(Step.class)
			.map((step) -> Transformer.mutate(step.toString(), (pipeline) -> pipeline.proceed(step)));
	}

	private static Action.Independent<ModelledPipeline> interrupt() {
		return () -> Arbitraries.integers()
			.between(0, 9)
			.map((number) -> Transformer.mutate("interrupt " + number, (pipeline) -> pipeline.interrupt(number)));
	}

}
