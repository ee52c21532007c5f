/**
 * What the library is compared with, all doing the same work.
 */
@NullMarked
package io.polystore.atomic.bench.rival;

import org.jspecify.annotations.NullMarked;
