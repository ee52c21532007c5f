/**
 * Benchmarks of the library against what one would use instead.
 */
@NullMarked
package io.polystore.atomic.bench;

import org.jspecify.annotations.NullMarked;
