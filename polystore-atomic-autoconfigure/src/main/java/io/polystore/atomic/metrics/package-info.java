/**
 * Measurements of what the library does, with Micrometer.
 */
@NullMarked
package io.polystore.atomic.metrics;

import org.jspecify.annotations.NullMarked;
