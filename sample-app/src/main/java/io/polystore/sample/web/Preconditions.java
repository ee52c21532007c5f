package io.polystore.sample.web;

import java.util.Set;

import io.polystore.atomic.json.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.WebRequest;

/**
 * What a request demands of the present version of a document.
 * <p>
 * Says only whether a version will do. That it still is the present one when the document
 * is written is what a compare-and-set is for.
 *
 * @param ifMatch the versions that are accepted
 * @param ifNoneMatch the versions that are not
 */
public record Preconditions(@Nullable EntityTags ifMatch, @Nullable EntityTags ifNoneMatch) {

	static Preconditions of(WebRequest request) {
		return new Preconditions(tags(request, HttpHeaders.IF_MATCH), tags(request, HttpHeaders.IF_NONE_MATCH));
	}

	private static @Nullable EntityTags tags(WebRequest request, String header) {
		String[] lines = request.getHeaderValues(header);
		return (lines != null) ? EntityTags.parse(header, String.join(",", lines)) : null;
	}

	/**
	 * Returns the demand for one version.
	 * @param version the version, {@link Version#ABSENT} if there must be no document
	 * @return what a request with this version in its headers demands
	 */
	public static Preconditions expecting(Version version) {
		return version.equals(Version.ABSENT) ? new Preconditions(null, EntityTags.ANY)
				: new Preconditions(new EntityTags(false, Set.of(EntityTags.of(version))), null);
	}

	/**
	 * Returns the demand for a document, whichever version it has.
	 * @return what a request with {@code If-Match: *} demands
	 */
	public static Preconditions expectingAny() {
		return new Preconditions(EntityTags.ANY, null);
	}

	public boolean isEmpty() {
		return this.ifMatch == null && this.ifNoneMatch == null;
	}

	/**
	 * Returns whether there must be a document.
	 * @return whether there is an {@code If-Match}
	 */
	public boolean expectsDocument() {
		return this.ifMatch != null;
	}

	/**
	 * Returns whether any version will do, as long as there is one.
	 * @return whether there is nothing but {@code If-Match: *}
	 */
	public boolean isAnyVersion() {
		return this.ifMatch != null && this.ifMatch.any() && this.ifNoneMatch == null;
	}

	/**
	 * Returns whether the client has this version already.
	 * @param current the present version
	 * @return whether {@code If-None-Match} names it
	 */
	public boolean isNotModified(Version current) {
		return this.ifNoneMatch != null && this.ifNoneMatch.matchWeakly(current);
	}

	/**
	 * Refuses to go on with a version that {@code If-Match} does not name.
	 * @param current the present version
	 */
	public void checkMatch(Version current) {
		if (this.ifMatch != null && (current.equals(Version.ABSENT) || !this.ifMatch.matchStrongly(current))) {
			throw conflict("'If-Match' does not name the present version");
		}
	}

	/**
	 * Refuses to change a document in this version.
	 * @param current the present version, {@link Version#ABSENT} if there is no document
	 */
	public void checkChange(Version current) {
		checkMatch(current);
		if (!current.equals(Version.ABSENT) && isNotModified(current)) {
			throw conflict("'If-None-Match' names the present version");
		}
	}

	/**
	 * Refuses to replace or delete a document unless {@code If-Match} says that the
	 * client knows what it throws away.
	 * @param current the present version, {@link Version#ABSENT} if there is no document
	 */
	public void checkReplace(Version current) {
		checkChange(current);
		if (!current.equals(Version.ABSENT) && this.ifMatch == null) {
			throw new ProblemException(ProblemType.PRECONDITION_REQUIRED,
					"The document exists: send the ETag of the version to replace in 'If-Match'");
		}
	}

	private static ProblemException conflict(String detail) {
		return new ProblemException(ProblemType.VERSION_CONFLICT, detail);
	}

}
