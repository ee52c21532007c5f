/**
 * Locks that threads and processes share, and who holds them.
 */
@NullMarked
package io.polystore.atomic.lock;

import org.jspecify.annotations.NullMarked;
