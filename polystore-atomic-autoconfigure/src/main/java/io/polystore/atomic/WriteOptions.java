package io.polystore.atomic;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How one write is done; whatever is not set here is taken from the template.
 * <p>
 * Immutable and thread-safe: every {@code with} method returns a new instance.
 *
 * <pre>{@code
 * files.write(path, WriteOptions.of(Durability.NONE), content);
 * files.write(path, WriteOptions.inherit().withPermissions(ownerOnly), secret);
 * }</pre>
 *
 * @since 0.1
 */
public final class WriteOptions {

	/**
	 * The durability of a template that was not told otherwise: {@link Durability#FULL}.
	 */
	public static final Durability DEFAULT_DURABILITY = Durability.FULL;

	/**
	 * Whether a template that was not told otherwise creates missing directories:
	 * {@value}.
	 */
	public static final boolean DEFAULT_CREATE_DIRECTORIES = true;

	/**
	 * How many versions are kept by a template that was not told otherwise: {@value}.
	 */
	public static final int DEFAULT_KEPT_VERSIONS = 0;

	/**
	 * How many versions can be kept at most: {@value}.
	 */
	public static final int MAX_KEPT_VERSIONS = 1000;

	private static final WriteOptions INHERIT = new WriteOptions(null, null, null, null, null, null);

	private static final WriteOptions DEFAULTS = new WriteOptions(DEFAULT_DURABILITY, null, DEFAULT_CREATE_DIRECTORIES,
			MetadataPolicy.defaults(), null, DEFAULT_KEPT_VERSIONS);

	private final @Nullable Durability durability;

	private final @Nullable Set<PosixFilePermission> permissions;

	private final @Nullable Boolean createDirectories;

	private final @Nullable MetadataPolicy metadata;

	private final @Nullable Path confinement;

	private final @Nullable Integer keptVersions;

	private WriteOptions(@Nullable Durability durability, @Nullable Set<PosixFilePermission> permissions,
			@Nullable Boolean createDirectories, @Nullable MetadataPolicy metadata, @Nullable Path confinement,
			@Nullable Integer keptVersions) {
		this.durability = durability;
		this.permissions = permissions;
		this.createDirectories = createDirectories;
		this.metadata = metadata;
		this.confinement = confinement;
		this.keptVersions = keptVersions;
	}

	/**
	 * Returns options in which nothing is set: everything comes from the template.
	 * @return empty options
	 */
	public static WriteOptions inherit() {
		return INHERIT;
	}

	/**
	 * Returns the options of a template that was not told otherwise: every default is
	 * set.
	 * @return the defaults of the library
	 */
	public static WriteOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Returns options in which only the durability is set.
	 * @param durability the durability
	 * @return options with that durability
	 */
	public static WriteOptions of(Durability durability) {
		return INHERIT.withDurability(durability);
	}

	/**
	 * Returns these options with another durability.
	 * @param durability the durability
	 * @return new options
	 */
	public WriteOptions withDurability(Durability durability) {
		Objects.requireNonNull(durability, "'durability' must not be null");
		return new WriteOptions(durability, this.permissions, this.createDirectories, this.metadata, this.confinement,
				this.keptVersions);
	}

	/**
	 * Returns these options with the permissions that the written file gets, whether it
	 * is new or replaces another. Without them an existing file keeps its mode and a new
	 * one gets what the process's umask leaves.
	 * @param permissions the permissions, exactly; the umask does not apply
	 * @return new options
	 */
	public WriteOptions withPermissions(Set<PosixFilePermission> permissions) {
		Objects.requireNonNull(permissions, "'permissions' must not be null");
		Set<PosixFilePermission> copy = EnumSet.noneOf(PosixFilePermission.class);
		copy.addAll(permissions);
		return new WriteOptions(this.durability, Set.copyOf(copy), this.createDirectories, this.metadata,
				this.confinement, this.keptVersions);
	}

	/**
	 * Returns these options with the decision whether missing directories are created.
	 * @param createDirectories whether to create missing parent directories
	 * @return new options
	 */
	public WriteOptions withCreateDirectories(boolean createDirectories) {
		return new WriteOptions(this.durability, this.permissions, createDirectories, this.metadata, this.confinement,
				this.keptVersions);
	}

	/**
	 * Returns these options with another treatment of the metadata of a file that is
	 * replaced.
	 * @param metadata what is preserved, required or ignored
	 * @return new options
	 */
	public WriteOptions withMetadata(MetadataPolicy metadata) {
		Objects.requireNonNull(metadata, "'metadata' must not be null");
		return new WriteOptions(this.durability, this.permissions, this.createDirectories, metadata, this.confinement,
				this.keptVersions);
	}

	/**
	 * Returns these options with a directory that the write must not leave.
	 * <p>
	 * A symbolic link at the path itself is refused instead of followed, and the
	 * directory of the file has to lie in that directory, whatever links lead to it. Both
	 * hold when the write begins and are looked at again immediately before the file is
	 * replaced, created or deleted, so that a link which is moved in meanwhile does not
	 * lead the write elsewhere. What is not promised: that nobody succeeds who moves a
	 * link in the place of a directory in and out at the right moments, or between that
	 * last look and a delete.
	 * @param confinement the directory
	 * @return new options
	 */
	public WriteOptions withConfinement(Path confinement) {
		Objects.requireNonNull(confinement, "'confinement' must not be null");
		return new WriteOptions(this.durability, this.permissions, this.createDirectories, this.metadata,
				confinement.toAbsolutePath(), this.keptVersions);
	}

	/**
	 * Returns these options with the number of versions of the file that are kept, the
	 * present one included. Updates keep them, which write under the lock of the file;
	 * writes that take no lock do not, nor does a deletion, which leaves those that there
	 * are.
	 * <p>
	 * A version is a hard link in the hidden directory {@code .versions/<name>} beside
	 * the file, which only its owner can enter: it costs no copy, but the newest one is
	 * the very file that a program changes which writes into it in place. What cannot be
	 * kept does not fail the update: listeners are told. After a power cut the newest
	 * version may be missing there, though not the file itself.
	 * @param keptVersions how many, from 0 (none) to {@link #MAX_KEPT_VERSIONS}
	 * @return new options
	 * @throws IllegalArgumentException if the number is out of range
	 */
	public WriteOptions withKeptVersions(int keptVersions) {
		if (keptVersions < 0 || keptVersions > MAX_KEPT_VERSIONS) {
			throw new IllegalArgumentException(
					"'keptVersions' must be between 0 and %d: %d".formatted(MAX_KEPT_VERSIONS, keptVersions));
		}
		return new WriteOptions(this.durability, this.permissions, this.createDirectories, this.metadata,
				this.confinement, keptVersions);
	}

	/**
	 * Returns these options, completed by those of {@code fallback} where nothing is set
	 * here.
	 * @param fallback the options to complete from
	 * @return the completed options
	 */
	public WriteOptions orElse(WriteOptions fallback) {
		if (this == INHERIT) {
			return fallback;
		}
		return new WriteOptions((this.durability != null) ? this.durability : fallback.durability,
				(this.permissions != null) ? this.permissions : fallback.permissions,
				(this.createDirectories != null) ? this.createDirectories : fallback.createDirectories,
				(this.metadata != null) ? this.metadata : fallback.metadata,
				(this.confinement != null) ? this.confinement : fallback.confinement,
				(this.keptVersions != null) ? this.keptVersions : fallback.keptVersions);
	}

	/**
	 * Returns the durability, {@link #DEFAULT_DURABILITY} where none is set.
	 * @return the durability
	 */
	public Durability durability() {
		return (this.durability != null) ? this.durability : DEFAULT_DURABILITY;
	}

	/**
	 * Returns the permissions of the written file.
	 * @return the permissions, or {@code null} to keep those of the file
	 */
	public @Nullable Set<PosixFilePermission> permissions() {
		return this.permissions;
	}

	/**
	 * Returns whether missing directories are created,
	 * {@link #DEFAULT_CREATE_DIRECTORIES} where nothing is set.
	 * @return whether to create missing parent directories
	 */
	public boolean createDirectories() {
		return (this.createDirectories != null) ? this.createDirectories : DEFAULT_CREATE_DIRECTORIES;
	}

	/**
	 * Returns the treatment of the metadata of a file that is replaced,
	 * {@link MetadataPolicy#defaults()} where none is set.
	 * @return what is preserved, required or ignored
	 */
	public MetadataPolicy metadata() {
		return (this.metadata != null) ? this.metadata : MetadataPolicy.defaults();
	}

	/**
	 * Returns the directory that the write must not leave.
	 * @return the absolute path of the directory, or {@code null} if there is none
	 */
	public @Nullable Path confinement() {
		return this.confinement;
	}

	/**
	 * Returns how many versions of the file are kept, {@link #DEFAULT_KEPT_VERSIONS}
	 * where nothing is set.
	 * @return the number of versions, 0 for none
	 */
	public int keptVersions() {
		return (this.keptVersions != null) ? this.keptVersions : DEFAULT_KEPT_VERSIONS;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WriteOptions that && this.durability == that.durability
				&& Objects.equals(this.permissions, that.permissions)
				&& Objects.equals(this.createDirectories, that.createDirectories)
				&& Objects.equals(this.metadata, that.metadata) && Objects.equals(this.confinement, that.confinement)
				&& Objects.equals(this.keptVersions, that.keptVersions);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.durability, this.permissions, this.createDirectories, this.metadata, this.confinement,
				this.keptVersions);
	}

	@Override
	public String toString() {
		return "WriteOptions[durability=" + this.durability + ", permissions=" + this.permissions
				+ ", createDirectories=" + this.createDirectories + ", metadata=" + this.metadata + ", confinement="
				+ this.confinement + ", keptVersions=" + this.keptVersions + "]";
	}

}
