package io.polystore.sample.pages;

import io.polystore.atomic.json.Version;
import io.polystore.sample.web.Preconditions;

/**
 * The version that a form was made for.
 *
 * @param value the version, or that it cannot be told
 */
record ExpectedVersion(String value) {

	/**
	 * That of a damaged document.
	 */
	static final ExpectedVersion ANY = new ExpectedVersion("any");

	static final ExpectedVersion ABSENT = of(Version.ABSENT);

	public static ExpectedVersion of(String value) {
		return value.equals(ANY.value) ? ANY : of(Version.parse(value));
	}

	static ExpectedVersion of(Version version) {
		return new ExpectedVersion(version.toString());
	}

	Preconditions preconditions() {
		return equals(ANY) ? Preconditions.expectingAny() : Preconditions.expecting(Version.parse(this.value));
	}

	@Override
	public String toString() {
		return this.value;
	}

}
