package io.polystore.atomic.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Commands;
import io.polystore.atomic.test.MountedDisk;
import io.polystore.atomic.test.Suite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes wrong with real disks and real processes: the answer is true, nothing is
 * torn, left or open, and everything works again when it is over.
 */
class RealFaultTests {

	private static final RealOperation[] ALL = RealOperation.values();

	private static final RealOperation[] WRITES = { RealOperation.WRITE, RealOperation.STREAM, RealOperation.UPDATE,
			RealOperation.SAVE, RealOperation.CREATE_NEW };

	private static final RealOperation[] REPLACEMENTS = { RealOperation.WRITE, RealOperation.STREAM,
			RealOperation.UPDATE, RealOperation.SAVE, RealOperation.DELETE };

	private static final String NO_FILE = "not a regular file";

	private static final String NO_DOCUMENT = "not a document";

	private static int situations;

	private static int trials;

	@TempDir
	private Path directory;

	@AfterAll
	static void report() {
		Map<String, Integer> figures = new LinkedHashMap<>();
		figures.put("situations", situations);
		figures.put("situations × operations", trials);
		Suite.report("Real faults", figures);
	}

	@BeforeEach
	void requireLinux() {
		Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "these faults are those of Linux");
	}

	@Test
	void aFullMemoryDisk() throws IOException {
		try (MountedDisk disk = MountedDisk.tmpfs(this.directory.resolve("disk"), "size=1m")) {
			run(full("full tmpfs", disk).refuses("No space left", WRITES)
				.allows(RealOperation.DELETE, RealOperation.LOCK), disk.directory());
		}
	}

	@Test
	void aFullDisk() throws IOException {
		try (MountedDisk disk = ext4("-m", "0")) {
			run(full("full ext4", disk).refuses("No space left", WRITES)
				.allows(RealOperation.DELETE, RealOperation.LOCK), disk.directory());
		}
	}

	@Test
	void aDiskWithoutInodes() throws IOException {
		try (MountedDisk disk = ext4("-N", "64")) {
			run(RealSituation
				.of("no inodes", (directory) -> createAll(disk.directory().resolve("filler")),
						(directory) -> deleteAll(disk.directory().resolve("filler")))
				.refuses("No space left", WRITES)
				.refuses("No space left", RealOperation.LOCK)
				.allows(RealOperation.DELETE), disk.directory());
		}
	}

	@Test
	void aQuotaThatIsReached() throws IOException {
		try (MountedDisk disk = MountedDisk.image(this.directory.resolve("disk"), "120M", "mkfs.btrfs", "-q", "-f")) {
			Path subvolume = disk.directory().resolve("limited");
			Commands.assumeWorks("btrfs", "quota", "enable", disk.directory().toString());
			Commands.run("btrfs", "subvolume", "create", subvolume.toString());
			Commands.run("btrfs", "qgroup", "limit", "2M", subvolume.toString());
			run(RealSituation
				.of("quota", (directory) -> fill(subvolume.resolve("filler")),
						(directory) -> Files.delete(subvolume.resolve("filler")))
				.refuses("quota exceeded", WRITES)
				.refuses("quota exceeded", RealOperation.LOCK)
				.allows(RealOperation.DELETE), subvolume);
		}
	}

	@Test
	void aReadOnlyDisk() throws IOException {
		try (MountedDisk disk = ext4()) {
			run(RealSituation.of("read-only", (directory) -> disk.remount("ro"), (directory) -> disk.remount("rw"))
				.refuses("Read-only", ALL), disk.directory());
		}
	}

	/** As the kernel does it after an error of the disk. */
	@Test
	void aDiskThatBecomesReadOnlyInTheMiddle() throws IOException {
		try (MountedDisk disk = ext4()) {
			run(RealSituation
				.of("read-only in the middle", (directory) -> disk.remount("abort"),
						(directory) -> disk.unplugAndPlugIn())
				.comingInTheMiddle()
				.refuses("Read-only", RealOperation.STREAM, RealOperation.UPDATE, RealOperation.SAVE,
						RealOperation.CREATE_NEW)
				.allows(RealOperation.LOCK), disk.directory());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "i", "a" })
	void aProtectedFile(String attribute) throws IOException {
		try (MountedDisk disk = ext4()) {
			run(RealSituation
				.of("file +" + attribute, (directory) -> protectFiles("+" + attribute, directory),
						(directory) -> protectFiles("-" + attribute, directory))
				.refuses("Operation not permitted", REPLACEMENTS)
				.allows(RealOperation.CREATE_NEW, RealOperation.LOCK), disk.directory());
		}
	}

	@Test
	void aProtectedDirectory() throws IOException {
		try (MountedDisk disk = ext4()) {
			run(RealSituation
				.of("directory +i", (directory) -> Commands.run("chattr", "+i", directory.toString()),
						(directory) -> Commands.run("chattr", "-i", directory.toString()))
				.refuses("Operation not permitted", ALL), disk.directory());
		}
	}

	/** The operations without a lock are tried elsewhere. */
	@Test
	void aFileThatIsItselfMounted() throws IOException {
		Commands.assumeWorks("mount", "--bind", this.directory.toString(), this.directory.toString());
		Commands.run("umount", this.directory.toString());
		run(RealSituation.of("single-file bind mount", (directory) -> {
			bind(directory.resolve("file"));
			bind(directory.resolve("doc.json"));
		}, (directory) -> {
			Commands.run("umount", directory.resolve("file").toString());
			Commands.run("umount", directory.resolve("doc.json").toString());
		}).refuses("mount its directory instead", RealOperation.UPDATE, RealOperation.SAVE), this.directory);
	}

	private static void bind(Path file) {
		Commands.run("mount", "--bind", file.toString(), file.toString());
	}

	@Test
	void aPipeInItsPlace() throws IOException {
		run(instead("pipe", (file) -> Commands.run("mkfifo", file.toString())).refuses(NO_FILE, RealOperation.UPDATE)
			.refuses(NO_DOCUMENT, RealOperation.SAVE), this.directory);
	}

	@Test
	void aDeviceInItsPlace() throws IOException {
		Commands.assumeWorks("mknod", this.directory.resolve("probe").toString(), "c", "1", "3");
		run(instead("device", (file) -> Commands.run("mknod", file.toString(), "c", "1", "3"))
			.refuses(NO_FILE, RealOperation.UPDATE)
			.refuses(NO_DOCUMENT, RealOperation.SAVE), this.directory);
	}

	@Test
	void aSocketInItsPlace() throws IOException {
		run(instead("socket", RealFaultTests::listen)
			.refuses(NO_FILE, RealOperation.WRITE, RealOperation.STREAM, RealOperation.UPDATE, RealOperation.DELETE)
			.refuses(NO_DOCUMENT, RealOperation.SAVE), this.directory);
	}

	private static void listen(Path file) throws IOException {
		try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			socket.bind(UnixDomainSocketAddress.of(file));
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_DESCRIPTORS")
	void aDirectoryOrFileThatIsNotOurs(DeprivedProcess process) {
		runElsewhere(process, "setpriv", "--bounding-set=-dac_override,-dac_read_search",
				"--inh-caps=-dac_override,-dac_read_search");
	}

	@Test
	void noMoreDescriptors() {
		runElsewhere(DeprivedProcess.NO_DESCRIPTORS, "prlimit", "--nofile=400:400");
	}

	private void runElsewhere(DeprivedProcess process, String... prefix) {
		Commands.assumeWorks(Commands.with(prefix, "true"));
		List<String> lines = ChildJvm.of(DeprivedProcess.class, process.name(), this.directory.toString())
			.prefix(prefix)
			.options("-Xmx64m")
			.run();
		conclude(process.situation(),
				lines.stream().filter((line) -> line.startsWith(DeprivedProcess.VIOLATION)).toList());
	}

	private static void run(RealSituation situation, Path root) throws IOException {
		conclude(situation, RealTrial.all(situation, root));
	}

	private static void conclude(RealSituation situation, List<String> violations) {
		situations++;
		trials += situation.operations().size();
		assertThat(violations).isEmpty();
	}

	private MountedDisk ext4(String... options) throws IOException {
		return MountedDisk.image(this.directory.resolve("disk"), "8M",
				Commands.with(new String[] { "mkfs.ext4", "-q", "-F" }, options));
	}

	private static RealSituation full(String name, MountedDisk disk) {
		Path filler = disk.directory().resolve("filler");
		return RealSituation.of(name, (directory) -> fill(filler), (directory) -> Files.delete(filler));
	}

	/** In ever smaller pieces, until not a byte more fits. */
	private static void fill(Path filler) throws IOException {
		try (OutputStream out = Files.newOutputStream(filler)) {
			for (int piece = 1 << 16; piece > 0; piece /= 2) {
				writeWhatFits(out, new byte[piece]);
			}
		}
	}

	private static void writeWhatFits(OutputStream out, byte[] piece) {
		try {
			while (true) {
				out.write(piece);
			}
		}
		catch (IOException ex) {
			// it is full, for pieces of this size
		}
	}

	private static void createAll(Path directory) throws IOException {
		Files.createDirectory(directory);
		try {
			for (int number = 0;; number++) {
				Files.createFile(directory.resolve("f" + number));
			}
		}
		catch (IOException ex) {
			// no more to be had
		}
	}

	private static void deleteAll(Path directory) {
		Commands.run("rm", "-r", directory.toString());
	}

	private static void protectFiles(String attribute, Path directory) {
		Commands.run("chattr", attribute, directory.resolve("file").toString(),
				directory.resolve("doc.json").toString());
	}

	/** Something else stands where the files were. */
	private static RealSituation instead(String name, RealSituation.Step make) {
		return RealSituation.of(name, (directory) -> {
			for (String file : List.of("file", "doc.json")) {
				Files.move(directory.resolve(file), directory.resolve(file + ".away"));
				make.run(directory.resolve(file));
			}
		}, (directory) -> {
			for (String file : List.of("file", "doc.json")) {
				Files.delete(directory.resolve(file));
				Files.move(directory.resolve(file + ".away"), directory.resolve(file));
			}
		});
	}

}
