/**
 * What applications use in their own tests: documents in memory, assertions on them, and
 * a slice of the context. Nothing else depends on it.
 */
@NullMarked
package io.polystore.atomic.testing;

import org.jspecify.annotations.NullMarked;
