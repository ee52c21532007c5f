/**
 * Breaks the product on purpose, one statement at a time, and sees whether a test fails.
 */
@NullMarked
package io.polystore.atomic.mutation;

import org.jspecify.annotations.NullMarked;
