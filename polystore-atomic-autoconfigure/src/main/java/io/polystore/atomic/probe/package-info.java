/**
 * Finds out whether a directory keeps what this library promises: a probe does once, on
 * files of its own, what writes, updates and locks rely on.
 * <h2>What refuses, and what warns</h2> A finding refuses where a promise would be broken
 * unseen, or where nothing would work: files that cannot be written, replaced atomically
 * or forced as configured, locks that are missing or do not exclude, and file systems
 * that several hosts share, whose locks cannot be proved from one of them. It warns of
 * what is merely worth knowing. Whoever knows better accepts a check by a property; each
 * finding names it.
 *
 * @serial exclude
 */
@NullMarked
package io.polystore.atomic.probe;

import org.jspecify.annotations.NullMarked;
