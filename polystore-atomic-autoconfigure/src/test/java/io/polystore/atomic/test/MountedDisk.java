package io.polystore.atomic.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small disk that is mounted as long as it is not closed.
 */
public final class MountedDisk implements AutoCloseable {

	private final Path directory;

	private final String[] mount;

	private MountedDisk(Path directory, String... mount) {
		this.directory = directory;
		this.mount = Commands.with(mount, directory.toString());
	}

	/** In memory. */
	public static MountedDisk tmpfs(Path directory, String options) throws IOException {
		return mounted(
				new MountedDisk(Files.createDirectory(directory), "mount", "-t", "tmpfs", "-o", options, "tmpfs"));
	}

	/** In an image beside it. */
	public static MountedDisk image(Path directory, String size, String... format) throws IOException {
		String image = directory + ".img";
		Commands.run("truncate", "--size", size, image);
		Commands.assumeWorks(Commands.with(format, image));
		return mounted(new MountedDisk(Files.createDirectory(directory), "mount", "-o", "loop", image));
	}

	private static MountedDisk mounted(MountedDisk disk) {
		Commands.assumeWorks(disk.mount);
		return disk;
	}

	public Path directory() {
		return this.directory;
	}

	public void remount(String options) {
		Commands.run("mount", "-o", "remount," + options, this.directory.toString());
	}

	/** Fails if anything on it is open. */
	public void unplugAndPlugIn() {
		Commands.run("umount", this.directory.toString());
		Commands.run(this.mount);
	}

	/** Also when the test was interrupted. */
	@Override
	public void close() {
		boolean interrupted = Thread.interrupted();
		if (!Commands.works("umount", this.directory.toString())) {
			Commands.works("umount", "--lazy", this.directory.toString());
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
