package io.polystore.atomic.probe;

import java.util.Locale;
import java.util.Set;

/**
 * Kinds of file systems that differ in what they promise.
 */
enum FileSystemKind {

	/** On a disk of this host, and whatever is not known to be anything else. */
	LOCAL(Set.of()),

	/** Shared by hosts, through a server or a disk. */
	NETWORK(Set.of("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "webdav",
			"davfs", "coda", "ceph", "glusterfs", "lustre", "gfs", "gfs2", "ocfs2", "gpfs", "beegfs", "orangefs",
			"pvfs2", "panfs", "weka", "wekafs", "quobyte", "moosefs", "acfs", "vmfs", "fuse.sshfs", "fuse.glusterfs",
			"fuse.ceph", "fuse.ceph-fuse", "fuse.s3fs", "fuse.s3ql", "fuse.goofys", "fuse.gcsfuse", "fuse.mount-s3",
			"fuse.blobfuse", "fuse.blobfuse2", "fuse.rclone", "fuse.juicefs", "fuse.davfs", "fuse.davfs2",
			"fuse.curlftpfs", "fuse.moosefs", "fuse.mfs", "fuse.lizardfs", "fuse.quobyte", "fuse.seaweedfs",
			"fuse.alluxio-fuse", "fuse.dfs", "fuse.smbnetfs", "fuse.nfs")),

	/** Passed through by the host of a virtual machine. */
	HOST_SHARE(Set.of("9p", "v9fs", "virtiofs", "vboxsf", "vmhgfs", "hgfs", "fuse.vmhgfs-fuse", "prl_fs", "drvfs",
			"fakeowner", "osxfs", "fuse.osxfs", "grpcfuse", "fuse.grpcfuse")),

	/** Provided by a program, which may do as it likes. */
	USER_SPACE(Set.of("fuse", "fuseblk", "osxfuse", "macfuse")),

	/** Layers, of which the uppermost one is written. */
	CONTAINER_LAYER(Set.of("overlay", "overlayfs", "aufs", "unionfs")),

	/** Without a disk. */
	MEMORY(Set.of("tmpfs", "ramfs", "rootfs", "devtmpfs"));

	private final Set<String> types;

	FileSystemKind(Set<String> types) {
		this.types = types;
	}

	/**
	 * Returns the kind of a type, as {@link java.nio.file.FileStore#type()} tells it.
	 */
	static FileSystemKind of(String type) {
		String lower = type.toLowerCase(Locale.ROOT);
		for (FileSystemKind kind : values()) {
			if (kind.types.contains(lower)) {
				return kind;
			}
		}
		return lower.startsWith("fuse.") ? USER_SPACE : LOCAL;
	}

}
