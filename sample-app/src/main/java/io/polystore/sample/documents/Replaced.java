package io.polystore.sample.documents;

import io.polystore.atomic.json.Version;

/**
 * What became of a document that was put in place.
 *
 * @param version its version now
 * @param created whether there was none before
 */
public record Replaced(Version version, boolean created) {

}
