package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.MetadataAspect;
import io.polystore.atomic.MetadataPolicy;
import io.polystore.atomic.MetadataTreatment;

/**
 * What becomes of the metadata of files that are replaced:
 * {@code polystore.atomic.write.metadata}.
 */
class MetadataProperties {

	/**
	 * Permissions of a replaced file: 'preserve' them, 'require' them (with setuid,
	 * setgid and sticky bit) or 'ignore' them. Without effect where 'write.permissions'
	 * is set.
	 */
	private MetadataTreatment mode = MetadataTreatment.PRESERVE;

	/**
	 * Owner of a replaced file: 'preserve' it as far as the process may, 'require' it or
	 * 'ignore' it.
	 */
	private MetadataTreatment owner = MetadataTreatment.PRESERVE;

	/**
	 * Group of a replaced file: 'preserve' it as far as the process may, 'require' it or
	 * 'ignore' it. Another group gets no permission that not everybody has.
	 */
	private MetadataTreatment group = MetadataTreatment.PRESERVE;

	/**
	 * Extended attributes of a replaced file that users may set: 'preserve' them as far
	 * as possible, 'require' them or 'ignore' them.
	 */
	private MetadataTreatment extendedAttributes = MetadataTreatment.IGNORE;

	/**
	 * Other names of a replaced file, which keep the old content: 'require' that there is
	 * none or 'ignore' them.
	 */
	private MetadataTreatment hardLinks = MetadataTreatment.IGNORE;

	/**
	 * Access control list of a replaced file, which the new one does not have: 'require'
	 * that there is none (on Linux that needs JNA) or 'ignore' it.
	 */
	private MetadataTreatment acl = MetadataTreatment.IGNORE;

	MetadataPolicy toPolicy() {
		return MetadataPolicy.defaults()
			.with(MetadataAspect.MODE, this.mode)
			.with(MetadataAspect.OWNER, this.owner)
			.with(MetadataAspect.GROUP, this.group)
			.with(MetadataAspect.EXTENDED_ATTRIBUTES, this.extendedAttributes)
			.with(MetadataAspect.HARD_LINKS, this.hardLinks)
			.with(MetadataAspect.ACL, this.acl);
	}

	private static MetadataTreatment require(MetadataAspect aspect, MetadataTreatment treatment) {
		return MetadataPolicy.defaults().with(aspect, treatment).treatment(aspect);
	}

	public MetadataTreatment getMode() {
		return this.mode;
	}

	public void setMode(MetadataTreatment mode) {
		this.mode = mode;
	}

	public MetadataTreatment getOwner() {
		return this.owner;
	}

	public void setOwner(MetadataTreatment owner) {
		this.owner = owner;
	}

	public MetadataTreatment getGroup() {
		return this.group;
	}

	public void setGroup(MetadataTreatment group) {
		this.group = group;
	}

	public MetadataTreatment getExtendedAttributes() {
		return this.extendedAttributes;
	}

	public void setExtendedAttributes(MetadataTreatment extendedAttributes) {
		this.extendedAttributes = extendedAttributes;
	}

	public MetadataTreatment getHardLinks() {
		return this.hardLinks;
	}

	public void setHardLinks(MetadataTreatment hardLinks) {
		this.hardLinks = require(MetadataAspect.HARD_LINKS, hardLinks);
	}

	public MetadataTreatment getAcl() {
		return this.acl;
	}

	public void setAcl(MetadataTreatment acl) {
		this.acl = require(MetadataAspect.ACL, acl);
	}

}
