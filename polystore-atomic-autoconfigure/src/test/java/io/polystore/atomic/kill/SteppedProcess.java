package io.polystore.atomic.kill;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.write.TempNames;

/**
 * A JVM that stops at a step of an operation until it is killed.
 * <p>
 * It says where it stands, or which calls it made and that the operation has returned.
 */
final class SteppedProcess {

	static final String AT = "at ";

	static final String CALL = "call ";

	static final String THREW = "threw ";

	static final String RETURNED = "returned ";

	private static final int MAX_CALLS = 1000;

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	private SteppedProcess() {
	}

	static ChildJvm start() {
		return ChildJvm.of(SteppedProcess.class).options("-Xmx64m", "-Xshare:auto").start();
	}

	public static void main(String[] args) throws Exception {
		SteppedProcess process = new SteppedProcess();
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			String[] words = line.split(" ");
			Background.of(() -> process.run(Step.parse(words), Path.of(words[3])));
		}
		// Who stands at a step must not outlive the one that was to kill it.
		Runtime.getRuntime().halt(1);
	}

	private Step run(Step step, Path directory) throws Exception {
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		Faults faults = fileSystem.faults();
		Fault.Hook stop = () -> {
			say(AT + step.number() + " " + describe(faults.calls().get(step.number() - 1)));
			new Gate().run();
		};
		if (step.done()) {
			faults.at(step.number()).after(stop);
		}
		else {
			faults.at(step.number()).before(stop);
		}
		Set<Integer> done = noteDone(faults);
		step.operation().run(this.files, fileSystem.path(directory));
		faults.calls().forEach((call) -> say((done.contains(call.number()) ? CALL : THREW) + describe(call)));
		say(RETURNED + step.operation());
		return step;
	}

	/** Nothing comes after a call that throws, such as a look at what is not there. */
	private static Set<Integer> noteDone(Faults faults) {
		Set<Integer> done = ConcurrentHashMap.newKeySet();
		for (int i = 1; i < MAX_CALLS; i++) {
			int number = i;
			faults.at(number).after(() -> done.add(number));
		}
		return done;
	}

	private static void say(String line) {
		System.out.println(line);
	}

	/** Without what is random in the name of a file. */
	private static String describe(Call call) {
		return call.operation() + " " + (TempNames.isTemp(call.fileName()) ? Trace.TEMP : call.fileName());
	}

}
