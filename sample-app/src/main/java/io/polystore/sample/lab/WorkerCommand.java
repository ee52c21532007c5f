package io.polystore.sample.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a {@link WorkerMain} from the class path of this application,
 * be it directories, jars, or the one packaged jar.
 */
final class WorkerCommand {

	/** What the application gives to its own JVM, such as agents and debuggers. */
	private static final List<String> OPTION_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
			"_JAVA_OPTIONS");

	/** Is in the packaged jar, and sees the jars within it. */
	private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

	private WorkerCommand() {
	}

	static ProcessBuilder of(List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+DisplayVMOutputToStderr", "-cp",
						System.getProperty("java.class.path")));
		if (isPackaged()) {
			command.addAll(List.of("-Dloader.main=" + WorkerMain.class.getName(), LAUNCHER));
		}
		else {
			command.add(WorkerMain.class.getName());
		}
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().keySet().removeAll(OPTION_VARIABLES);
		return builder;
	}

	private static boolean isPackaged() {
		return ClassLoader.getSystemResource(LAUNCHER.replace('.', '/') + ".class") != null;
	}

}
