package io.polystore.atomic.autoconfigure;

import java.util.regex.Pattern;

import io.polystore.atomic.Durability;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * How files are written: {@code polystore.atomic.write}.
 */
class WriteProperties {

	private static final Pattern NOTATION = Pattern.compile("([r-][w-][x-]){3}");

	/**
	 * What a completed write survives.
	 */
	private Durability durability = Durability.FULL;

	/**
	 * Whether to create missing directories.
	 */
	private boolean createDirectories = true;

	/**
	 * Permissions of written files, in the notation 'rw-r-----'. By default a file keeps
	 * its own, and a new one gets those that the process gives to new files.
	 */
	private @Nullable String permissions;

	/**
	 * Whether to accept the durability 'full' on a file system that cannot force a
	 * directory. A completed write may then be lost in a power cut.
	 */
	private boolean allowMissingDirectoryForce = false;

	@NestedConfigurationProperty
	private final MetadataProperties metadata = new MetadataProperties();

	public Durability getDurability() {
		return this.durability;
	}

	public void setDurability(Durability durability) {
		this.durability = durability;
	}

	public boolean isCreateDirectories() {
		return this.createDirectories;
	}

	public void setCreateDirectories(boolean createDirectories) {
		this.createDirectories = createDirectories;
	}

	public @Nullable String getPermissions() {
		return this.permissions;
	}

	public void setPermissions(@Nullable String permissions) {
		this.permissions = StringUtils.hasText(permissions) ? requireNotation(permissions) : null;
	}

	private static String requireNotation(String permissions) {
		Assert.isTrue(NOTATION.matcher(permissions).matches(),
				() -> "'permissions' must be in the notation 'rw-r-----': " + permissions);
		return permissions;
	}

	public boolean isAllowMissingDirectoryForce() {
		return this.allowMissingDirectoryForce;
	}

	public void setAllowMissingDirectoryForce(boolean allowMissingDirectoryForce) {
		this.allowMissingDirectoryForce = allowMissingDirectoryForce;
	}

	public MetadataProperties getMetadata() {
		return this.metadata;
	}

}
