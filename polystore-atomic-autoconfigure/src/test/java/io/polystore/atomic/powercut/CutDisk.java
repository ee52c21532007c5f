package io.polystore.atomic.powercut;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.polystore.atomic.test.Commands;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk whose power can be cut at any moment, any number of times.
 * <p>
 * The disk is an image on a file system that shares blocks between copies (xfs, in an
 * image itself): a copy of it is taken at one moment, and holds what had reached the disk
 * by then. What the mounted file system still has in memory is not in it.
 */
final class CutDisk implements AutoCloseable {

	private static final Path SCRATCH = Path.of("target", "power-cuts");

	private static final Set<CutDisk> OPEN = ConcurrentHashMap.newKeySet();

	private static boolean ended;

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(CutDisk::closeAll, "power cuts"));
	}

	private final CutFileSystem fileSystem;

	private final Path scratch;

	private final Deque<Path> mounted = new ArrayDeque<>();

	private int cuts;

	private CutDisk(CutFileSystem fileSystem, Path scratch) {
		this.fileSystem = fileSystem;
		this.scratch = scratch;
	}

	/**
	 * Makes a disk and mounts it; skips the test where that is impossible.
	 * @param fileSystem what is on the disk
	 * @param mountOptions its options beside the necessary ones
	 */
	static CutDisk create(CutFileSystem fileSystem, String... mountOptions) {
		assumePossible(fileSystem);
		synchronized (OPEN) {
			Assumptions.assumeFalse(ended, "this JVM ends");
			CutDisk disk = new CutDisk(fileSystem, scratch(fileSystem));
			OPEN.add(disk);
			disk.build(List.of(mountOptions));
			return disk;
		}
	}

	private static Path scratch(CutFileSystem fileSystem) {
		try {
			Files.createDirectories(SCRATCH);
			return Files.createTempDirectory(SCRATCH, fileSystem.type()).toAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void assumePossible(CutFileSystem fileSystem) {
		Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "power cuts need Linux");
		Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "power cuts need root, to mount disks");
		Commands.assumeWorks("losetup", "--find");
		Commands.assumeWorks("mkfs.xfs", "-V");
		Commands.assumeWorks("mkfs." + fileSystem.type(), "-V");
	}

	private void build(List<String> mountOptions) {
		try {
			Commands.run("mkdir", outside().toString(), directory().toString(), copyDirectory().toString());
			format(CutFileSystem.XFS, outsideImage(), "8G");
			mount(CutFileSystem.XFS, outsideImage(), outside(), List.of());
			format(this.fileSystem, image(), "400M");
			mount(this.fileSystem, image(), directory(), mountOptions);
		}
		catch (IllegalStateException ex) {
			close();
			Assumptions.abort("the disks of power cuts cannot be mounted here: " + ex.getMessage());
		}
	}

	private static void format(CutFileSystem fileSystem, Path image, String size) {
		Commands.run("truncate", "--size", size, image.toString());
		Commands.run(fileSystem.format(image.toString()));
	}

	private synchronized void mount(CutFileSystem fileSystem, Path image, Path directory, List<String> options) {
		if (!OPEN.contains(this)) {
			throw new IllegalStateException("closed");
		}
		fileSystem.forgetIdentities();
		this.mounted.push(directory);
		Commands.run("mount", "-t", fileSystem.type(), "-o", fileSystem.mountOptions(options), image.toString(),
				directory.toString());
	}

	private Path outsideImage() {
		return this.scratch.resolve("outside.img");
	}

	private Path outside() {
		return this.scratch.resolve("outside");
	}

	private Path image() {
		return outside().resolve("disk.img");
	}

	private Path copyDirectory() {
		return this.scratch.resolve("copy");
	}

	/** Where the disk is mounted. */
	Path directory() {
		return this.scratch.resolve("disk");
	}

	/** Brings all that was written so far to the disk. */
	void settle() {
		Commands.run("sync", "--file-system", directory().toString());
	}

	/**
	 * Cuts the power; those who use the disk do not notice.
	 * @return an image of what is left
	 */
	Path cut() {
		this.cuts++;
		Path copy = outside().resolve("cut-" + this.cuts + ".img");
		Commands.run("cp", "--reflink=always", image().toString(), copy.toString());
		return copy;
	}

	/** No more cuts: copies can be mounted only when the disk is not. */
	void unplug() {
		unmount(directory());
	}

	/** Starts from what a cut has left, looks at it and throws it away. */
	void examine(Path copy, Examination examination) throws IOException {
		mount(this.fileSystem, copy, copyDirectory(), List.of());
		examination.run(copyDirectory());
		unmount(copyDirectory());
		Files.delete(copy);
	}

	/** Fails if anybody still uses it. */
	private synchronized void unmount(Path directory) {
		Commands.run("umount", directory.toString());
		this.mounted.remove(directory);
	}

	@Override
	public synchronized void close() {
		if (OPEN.contains(this)) {
			this.mounted.stream().map(Path::toString).forEach(CutDisk::unmountSomehow);
			Stream.of(outside(), directory(), copyDirectory(), outsideImage(), this.scratch).forEach(CutDisk::delete);
			OPEN.remove(this);
		}
	}

	private static void unmountSomehow(String directory) {
		if (!Commands.works("umount", directory)) {
			Commands.works("umount", "--lazy", directory);
		}
	}

	private static void delete(Path path) {
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Who writes to a disk keeps it mounted. A test that goes on meanwhile must not mount
	 * another.
	 */
	private static void closeAll() {
		synchronized (OPEN) {
			ended = true;
			if (!OPEN.isEmpty()) {
				ProcessHandle.current().descendants().forEach(CutDisk::end);
				OPEN.forEach(CutDisk::close);
			}
		}
	}

	private static void end(ProcessHandle process) {
		process.destroyForcibly();
		process.onExit().join();
	}

	/**
	 * Looks at what a cut has left.
	 */
	@FunctionalInterface
	interface Examination {

		void run(Path directory) throws IOException;

	}

}
