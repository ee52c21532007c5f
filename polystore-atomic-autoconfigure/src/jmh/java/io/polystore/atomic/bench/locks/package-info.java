/**
 * The cost of a free lock.
 */
@NullMarked
package io.polystore.atomic.bench.locks;

import org.jspecify.annotations.NullMarked;
