package io.polystore.atomic;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a file's metadata when the file is replaced.
 * <p>
 * By default mode, owner and group are preserved as far as the process may, and the rest
 * is ignored. Permissions that a write asks for take the place of the mode. A new file
 * has no metadata to keep.
 * <p>
 * Where something is required and cannot be had, the write fails with
 * {@link AtomicWriteException} and {@link AtomicWriteException.Outcome#NOT_COMMITTED};
 * that includes what this platform cannot tell. Metadata that somebody changes while the
 * file is being replaced may be lost.
 * <p>
 * Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class MetadataPolicy {

	private static final MetadataPolicy DEFAULTS = new MetadataPolicy(Map.of());

	private final Map<MetadataAspect, MetadataTreatment> treatments = new EnumMap<>(MetadataAspect.class);

	private MetadataPolicy(Map<MetadataAspect, MetadataTreatment> chosen) {
		for (MetadataAspect aspect : MetadataAspect.values()) {
			this.treatments.put(aspect, chosen.getOrDefault(aspect, aspect.byDefault()));
		}
	}

	/**
	 * Returns the policy that nobody has to ask for.
	 * @return the default policy
	 */
	public static MetadataPolicy defaults() {
		return DEFAULTS;
	}

	/**
	 * Returns this policy with another treatment of one aspect.
	 * @param aspect the aspect
	 * @param treatment its treatment
	 * @return a new policy
	 * @throws IllegalArgumentException if it is to be preserved and cannot be
	 */
	public MetadataPolicy with(MetadataAspect aspect, MetadataTreatment treatment) {
		Objects.requireNonNull(aspect, "'aspect' must not be null");
		Objects.requireNonNull(treatment, "'treatment' must not be null");
		if (treatment == MetadataTreatment.PRESERVE && !aspect.isPreservable()) {
			throw new IllegalArgumentException(
					"%s cannot be preserved when a file is replaced: choose REQUIRE, which refuses to, or IGNORE"
						.formatted(aspect));
		}
		Map<MetadataAspect, MetadataTreatment> chosen = new EnumMap<>(this.treatments);
		chosen.put(aspect, treatment);
		return new MetadataPolicy(chosen);
	}

	/**
	 * Returns the policy that satisfies both, since one replace may serve several
	 * updates.
	 * @param other the other policy
	 * @return of each aspect the stricter treatment
	 */
	public MetadataPolicy strictest(MetadataPolicy other) {
		Map<MetadataAspect, MetadataTreatment> chosen = new EnumMap<>(this.treatments);
		other.treatments.forEach((aspect, treatment) -> chosen.merge(aspect, treatment, MetadataTreatment::strictest));
		return new MetadataPolicy(chosen);
	}

	/**
	 * Returns the treatment of an aspect.
	 * @param aspect the aspect
	 * @return its treatment
	 */
	public MetadataTreatment treatment(MetadataAspect aspect) {
		return Objects.requireNonNull(this.treatments.get(aspect));
	}

	/**
	 * Returns whether a replace refuses what it cannot keep of an aspect.
	 * @param aspect the aspect
	 * @return whether its treatment is {@link MetadataTreatment#REQUIRE}
	 */
	public boolean requires(MetadataAspect aspect) {
		return treatment(aspect) == MetadataTreatment.REQUIRE;
	}

	/**
	 * Returns whether a replace does not look at an aspect.
	 * @param aspect the aspect
	 * @return whether its treatment is {@link MetadataTreatment#IGNORE}
	 */
	public boolean ignores(MetadataAspect aspect) {
		return treatment(aspect) == MetadataTreatment.IGNORE;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MetadataPolicy that && this.treatments.equals(that.treatments);
	}

	@Override
	public int hashCode() {
		return this.treatments.hashCode();
	}

	@Override
	public String toString() {
		return "MetadataPolicy" + this.treatments;
	}

}
