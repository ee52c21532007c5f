/**
 * The cost of one write.
 */
@NullMarked
package io.polystore.atomic.bench.writes;

import org.jspecify.annotations.NullMarked;
