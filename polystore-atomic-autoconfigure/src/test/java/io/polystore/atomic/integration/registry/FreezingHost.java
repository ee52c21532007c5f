package io.polystore.atomic.integration.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.polystore.atomic.FileLockLostException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Faults;

/**
 * A host that stands still at a step of an update, until it is told to go on.
 */
public final class FreezingHost {

	private final HookedRegistry registry = new HookedRegistry();

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

	private final AtomicFileTemplate files;

	/** Between the force of the content and the end of the update. */
	private volatile boolean atTheEnd;

	private FreezingHost(Duration granted, boolean checked) {
		Duration lease = checked ? granted : Duration.ofHours(1);
		this.registry.grantedUnasked = checked ? null : granted;
		this.files = AtomicFileTemplate.builder()
			.lockProvider(new RegistryLockProvider(this.registry, new RegistryLockSettings(lease, null, false, false)))
			.build();
	}

	/**
	 * Arguments: the lease, and whether to ask the engine for it again, or to believe for
	 * an hour that it is held.
	 */
	public static void main(String[] args) throws Exception {
		FreezingHost host = new FreezingHost(Duration.parse(args[0]), Boolean.parseBoolean(args[1]));
		Thread reader = new Thread(host::read, "commands");
		reader.setDaemon(true);
		reader.start();
		System.out.println("ready");
		while (true) {
			String[] words = host.commands.take().split(" ");
			System.out
				.println(words[0] + " " + host.round(FreezingStep.valueOf(words[1]), Path.of(words[2]), words[0]));
		}
	}

	private void read() {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		input.lines().forEach(this.commands::add);
	}

	private String round(FreezingStep step, Path file, String round) {
		Runnable freeze = () -> freeze(round);
		arm(step, file, freeze);
		try {
			this.files.update(this.fileSystem.path(file), (content) -> {
				if (step == FreezingStep.IN_THE_CHANGE) {
					freeze.run();
				}
				return (new String(content, StandardCharsets.UTF_8) + "+").getBytes(StandardCharsets.UTF_8);
			});
			return "written";
		}
		catch (FileLockLostException ex) {
			return "lost: " + ex.getMessage();
		}
		finally {
			disarm();
		}
	}

	private void arm(FreezingStep step, Path file, Runnable freeze) {
		Faults faults = this.fileSystem.faults();
		faults.on("force").after(() -> {
			this.atTheEnd = true;
			if (step == FreezingStep.TEMP_FORCED) {
				freeze.run();
			}
		});
		switch (step) {
			case LOCK_GRANTED -> this.registry.afterTake = () -> {
				this.registry.afterTake = () -> {
				};
				freeze.run();
			};
			case BEFORE_THE_CHECK -> this.registry.beforeRenewal = () -> runAtTheEnd(freeze);
			case CHECK_ANSWERED -> this.registry.afterRenewal = () -> runAtTheEnd(freeze);
			case BEFORE_THE_COMPARISON ->
				faults.when((call) -> this.atTheEnd && call.is("newInputStream") && call.path().equals(file))
					.before(freeze::run);
			case IN_THE_COMPARISON ->
				faults.when((call) -> this.atTheEnd && call.is("newInputStream") && call.path().equals(file))
					.after(freeze::run);
			case BEFORE_THE_RENAME -> faults.on("move").before(freeze::run);
			default -> {
			}
		}
	}

	private void runAtTheEnd(Runnable freeze) {
		if (this.atTheEnd) {
			this.atTheEnd = false;
			freeze.run();
		}
	}

	private void disarm() {
		this.fileSystem.faults().clear();
		this.atTheEnd = false;
		this.registry.afterTake = () -> {
		};
		this.registry.beforeRenewal = this.registry.afterTake;
		this.registry.afterRenewal = this.registry.afterTake;
	}

	/** Once, in each round. */
	private void freeze(String round) {
		this.registry.betweenCalls(() -> standStill(round));
	}

	private void standStill(String round) {
		System.out.println(round + " frozen");
		try {
			this.commands.take();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Path lockFile(Path file) {
		return file.resolveSibling(file.getFileName() + ".lock");
	}

	static void signal(String signal, long pid) throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
	}

}
