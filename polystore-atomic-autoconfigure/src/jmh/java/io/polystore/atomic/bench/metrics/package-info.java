/**
 * The cost of metrics.
 */
@NullMarked
package io.polystore.atomic.bench.metrics;

import org.jspecify.annotations.NullMarked;
