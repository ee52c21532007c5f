package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.polystore.atomic.Durability;
import io.polystore.atomic.probe.ProbeFinding.Severity;
import io.polystore.atomic.test.Commands;
import io.polystore.atomic.integration.registry.RegistryLockProvider;
import io.polystore.atomic.integration.registry.RegistryLockSettings;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.integration.support.locks.DefaultLockRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What follows from the kind of a file system alone.
 */
class FileSystemCheckTests {

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	@TempDir
	private Path directory;

	private ProbeFinding found(ProbeSettings settings, DirectoryRole role) {
		ProbeReport report = new DirectoryProbe(settings).run(this.fileSystem.path(this.directory), role);
		return Probes.finding(report, ProbeCheck.FILE_SYSTEM);
	}

	@ParameterizedTest
	@CsvSource({ "ext4, OK", "xfs, OK", "btrfs, OK", "zfs, OK", "apfs, OK", "NTFS, OK", "unheard-of, OK", "nfs, REFUSE",
			"nfs4, REFUSE", "NFS4, REFUSE", "cifs, REFUSE", "smb3, REFUSE", "smbfs, REFUSE", "ceph, REFUSE",
			"lustre, REFUSE", "gfs2, REFUSE", "glusterfs, REFUSE", "fuse.glusterfs, REFUSE", "fuse.sshfs, REFUSE",
			"fuse.s3fs, REFUSE", "9p, WARN", "virtiofs, WARN", "vboxsf, WARN", "fuse, WARN", "fuseblk, WARN",
			"fuse.anything, WARN", "overlay, WARN", "tmpfs, WARN", "ramfs, WARN" })
	void itsTypeDecides(String type, Severity severity) {
		this.fileSystem.pretendType(type);
		ProbeFinding finding = found(Probes.DEFAULTS, DirectoryRole.FILES_AND_LOCKS);
		assertThat(finding.severity()).isEqualTo(severity);
		assertThat(finding.found()).contains("'" + type + "'");
		assertThat(finding.meaning().isEmpty()).isEqualTo(severity == Severity.OK);
	}

	@ParameterizedTest
	@CsvSource({ "FILES, REFUSE", "LOCKS, REFUSE", "FILES_AND_LOCKS, REFUSE" })
	void whatHostsShareIsRefusedWhateverItIsFor(DirectoryRole role, Severity severity) {
		this.fileSystem.pretendType("nfs4");
		assertThat(found(Probes.DEFAULTS, role).severity()).isEqualTo(severity);
	}

	@Test
	void locksThatExcludeOtherHostsMakeSharingSafe() {
		this.fileSystem.pretendType("nfs4");
		FileLockProvider locks = new RegistryLockProvider(new DefaultLockRegistry(),
				new RegistryLockSettings(Duration.ofSeconds(1), null, true, false));
		ProbeSettings settings = new ProbeSettings(ProbeMode.FULL, locks, Durability.FULL, false, Set.of());
		ProbeReport report = new DirectoryProbe(settings).run(this.fileSystem.path(this.directory));
		assertThat(Probes.finding(report, ProbeCheck.FILE_SYSTEM).severity()).isEqualTo(Severity.OK);
		assertThat(Probes.finding(report, ProbeCheck.LOCK).severity()).isEqualTo(Severity.OK);
	}

	@ParameterizedTest
	@CsvSource({ "FULL, FILES, WARN", "FILE, FILES, WARN", "NONE, FILES, OK", "FULL, LOCKS, OK" })
	void memoryIsNoPlaceForWhatIsToBeDurable(Durability durability, DirectoryRole role, Severity severity) {
		this.fileSystem.pretendType("tmpfs");
		assertThat(found(Probes.of(durability), role).severity()).isEqualTo(severity);
	}

	@Test
	void aShareOfWindowsIsRefusedWhateverItsType() throws IOException {
		Configuration configuration = Configuration.windows()
			.toBuilder()
			.setRoots("\\\\server\\share\\")
			.setWorkingDirectory("\\\\server\\share\\work")
			.build();
		try (FileSystem windows = Jimfs.newFileSystem(configuration)) {
			Path share = Files.createDirectories(windows.getPath("\\\\server\\share\\data"));
			ProbeReport report = new DirectoryProbe(Probes.of(Durability.FILE)).run(share);
			assertThat(Probes.finding(report, ProbeCheck.FILE_SYSTEM).severity()).isEqualTo(Severity.REFUSE);
		}
	}

	@Test
	void aRealFileSystemInMemoryIsRecognised() throws IOException {
		Path mounted = mount("tmpfs", "size=1m");
		try {
			ProbeReport report = new DirectoryProbe(Probes.DEFAULTS.withMode(ProbeMode.FULL)).run(mounted);
			assertThat(report.isUsable()).isTrue();
			assertThat(report.warnings()).singleElement()
				.satisfies((warning) -> assertThat(warning.found()).contains("'tmpfs'"));
		}
		finally {
			unmount(mounted);
		}
	}

	/** In memory, for a layer cannot lie on another. */
	@Test
	void aRealLayerOfAContainerIsRecognisedAndItsLocksAre() throws IOException {
		Path base = mount("tmpfs", "size=1m");
		try {
			for (String name : new String[] { "lower", "upper", "work" }) {
				Files.createDirectory(base.resolve(name));
			}
			probeLayer(mount("overlay",
					"lowerdir=%1$s/lower,upperdir=%1$s/upper,workdir=%1$s/work".formatted(base.toRealPath())));
		}
		finally {
			unmount(base);
		}
	}

	private void probeLayer(Path layer) {
		try {
			ProbeReport report = new DirectoryProbe(Probes.DEFAULTS).run(layer);
			assertThat(report.isUsable()).isTrue();
			assertThat(Probes.finding(report, ProbeCheck.FILE_SYSTEM).severity()).isEqualTo(Severity.WARN);
			assertThat(Probes.finding(report, ProbeCheck.LOCK).found()).contains("the kernel listed the lock");
		}
		finally {
			unmount(layer);
		}
	}

	@Test
	void aReadOnlyFileSystemIsRefused() throws IOException {
		Path mounted = mount("tmpfs", "ro");
		try {
			ProbeReport report = new DirectoryProbe(Probes.DEFAULTS).run(mounted);
			assertThat(report.refusals()).singleElement()
				.satisfies((refusal) -> assertThat(refusal.found()).contains("Read-only file system"));
		}
		finally {
			unmount(mounted);
		}
	}

	@Test
	void aFullFileSystemIsRefused() throws IOException {
		Path mounted = mount("tmpfs", "size=4k,nr_inodes=1");
		try {
			assertThat(new DirectoryProbe(Probes.DEFAULTS).run(mounted).refusals()).singleElement()
				.satisfies((refusal) -> assertThat(refusal.check()).isEqualTo(ProbeCheck.WRITE));
		}
		finally {
			unmount(mounted);
		}
	}

	private Path mount(String type, String options) throws IOException {
		Path mounted = Files.createDirectory(this.directory.resolve("mounted-" + type));
		Commands.assumeWorks("mount", "-t", type, "-o", options, type, mounted.toString());
		return mounted;
	}

	private static void unmount(Path mounted) {
		assertThat(Commands.works("umount", mounted.toString())).isTrue();
	}

}
