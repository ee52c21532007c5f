/**
 * The leaf types that every other package speaks in: options, callbacks, exceptions and
 * the listener.
 *
 * @serial exclude
 */
@NullMarked
package io.polystore.atomic;

import org.jspecify.annotations.NullMarked;
