package io.polystore.atomic;

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

	private static final WriteOptions INHERIT = new WriteOptions(null, null, null);

	private static final WriteOptions DEFAULTS = new WriteOptions(DEFAULT_DURABILITY, null, DEFAULT_CREATE_DIRECTORIES);

	private final @Nullable Durability durability;

	private final @Nullable Set<PosixFilePermission> permissions;

	private final @Nullable Boolean createDirectories;

	private WriteOptions(@Nullable Durability durability, @Nullable Set<PosixFilePermission> permissions,
			@Nullable Boolean createDirectories) {
		this.durability = durability;
		this.permissions = permissions;
		this.createDirectories = createDirectories;
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
		return new WriteOptions(durability, this.permissions, this.createDirectories);
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
		return new WriteOptions(this.durability, Set.copyOf(copy), this.createDirectories);
	}

	/**
	 * Returns these options with the decision whether missing directories are created.
	 * @param createDirectories whether to create missing parent directories
	 * @return new options
	 */
	public WriteOptions withCreateDirectories(boolean createDirectories) {
		return new WriteOptions(this.durability, this.permissions, createDirectories);
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
				(this.createDirectories != null) ? this.createDirectories : fallback.createDirectories);
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

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WriteOptions that && this.durability == that.durability
				&& Objects.equals(this.permissions, that.permissions)
				&& Objects.equals(this.createDirectories, that.createDirectories);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.durability, this.permissions, this.createDirectories);
	}

	@Override
	public String toString() {
		return "WriteOptions[durability=" + this.durability + ", permissions=" + this.permissions
				+ ", createDirectories=" + this.createDirectories + "]";
	}

}
