package io.polystore.atomic.fault;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * A process that may do less than the superuser: for the situations in which the one of
 * the tests would not be refused anything.
 */
enum DeprivedProcess {

	UNWRITABLE_DIRECTORY("r-xr-xr-x") {

		@Override
		RealSituation situation() {
			return permissions().refuses("AccessDenied", RealOperation.values());
		}

	},

	/**
	 * No directory can be forced that cannot be opened, and nothing is changed before.
	 */
	UNREADABLE_DIRECTORY("-wx-wx-wx") {

		@Override
		RealSituation situation() {
			return permissions()
				.refuses("AccessDenied", RealOperation.WRITE, RealOperation.STREAM, RealOperation.UPDATE,
						RealOperation.SAVE, RealOperation.CREATE_NEW, RealOperation.DELETE)
				.allows(RealOperation.LOCK);
		}

	},

	CLOSED_DIRECTORY("---------") {

		@Override
		RealSituation situation() {
			return permissions().refuses("AccessDenied", RealOperation.values());
		}

	},

	/** What does not read it may replace it. */
	UNREADABLE_FILE("---------") {

		@Override
		RealSituation situation() {
			return RealSituation.of(name(), (directory) -> {
				allow(directory.resolve("file"), this.permissions);
				allow(directory.resolve("doc.json"), this.permissions);
			}, (directory) -> {
				allowIfPresent(directory.resolve("file"), "rw-------");
				allowIfPresent(directory.resolve("doc.json"), "rw-------");
			})
				.refuses("AccessDenied", RealOperation.UPDATE, RealOperation.SAVE)
				.allows(RealOperation.WRITE, RealOperation.STREAM, RealOperation.CREATE_NEW, RealOperation.DELETE,
						RealOperation.LOCK);
		}

	},

	NO_DESCRIPTORS("") {

		@Override
		RealSituation situation() {
			Deque<FileInputStream> open = new ArrayDeque<>();
			return RealSituation.of(name(), (directory) -> openAll(open), (directory) -> {
				while (!open.isEmpty()) {
					open.pop().close();
				}
			}).refuses("Too many open files", RealOperation.values());
		}

	};

	/** The JVM may print warnings of its own. */
	static final String VIOLATION = "violation: ";

	final String permissions;

	DeprivedProcess(String permissions) {
		this.permissions = permissions;
	}

	abstract RealSituation situation();

	RealSituation permissions() {
		return RealSituation.of(name(), (directory) -> allow(directory, this.permissions),
				(directory) -> allow(directory, "rwxr-xr-x"));
	}

	private static void allow(Path path, String permissions) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

	private static void allowIfPresent(Path path, String permissions) throws IOException {
		if (Files.exists(path)) {
			allow(path, permissions);
		}
	}

	private static void openAll(Deque<FileInputStream> open) {
		try {
			while (true) {
				open.push(new FileInputStream("/dev/null"));
			}
		}
		catch (IOException ex) {
			// no more to be had
		}
	}

	public static void main(String[] args) throws Exception {
		Path root = Path.of(args[1]);
		loadAllClasses();
		warmUp(Files.createDirectory(root.resolve("warm-up")));
		DeprivedProcess process = valueOf(args[0]);
		RealTrial.all(process.situation(), root).forEach((violation) -> System.out.println(VIOLATION + violation));
	}

	/** A class that cannot be loaded once, for want of a descriptor, never can be. */
	private static void loadAllClasses() throws Exception {
		load(AtomicFileTemplate.class, "io/polystore/atomic/(core/|json/|write/|lock/|update/|)[^/]*class");
		load(DeprivedProcess.class, "io/polystore/atomic/fault/Real[^/]*class");
	}

	/** Loads all that stand beside a class. */
	private static void load(Class<?> type, String pattern) throws Exception {
		Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		try (Stream<Path> files = Files.walk(classes)) {
			for (String name : (Iterable<String>) files.map((file) -> classes.relativize(file).toString())
				.filter((file) -> file.matches(pattern) && !file.contains("-") && !file.contains("Tests"))::iterator) {
				Class.forName(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
			}
		}
	}

	private static void warmUp(Path directory) throws IOException {
		RealOperation.prepare(directory);
		for (RealOperation operation : RealOperation.values()) {
			operation.run(directory, () -> {
			});
		}
	}

}
