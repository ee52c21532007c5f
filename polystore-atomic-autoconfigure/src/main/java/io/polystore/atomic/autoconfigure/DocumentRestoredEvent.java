package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.json.Version;

/**
 * Published in the application's context when a document that was no JSON has been
 * replaced by its newest good version ({@code polystore.atomic.recovery.on-corruption}).
 * <p>
 * Event listeners run on the thread that met the document, before its operation goes on,
 * unless they are asynchronous. What they throw is logged and has no other effect.
 *
 * @param name the name of the document
 * @param path its file
 * @param quarantined where the corrupt file is now
 * @param version the version that the document has now
 * @since 0.1
 */
public record DocumentRestoredEvent(String name, Path path, Path quarantined, Version version) {

}
