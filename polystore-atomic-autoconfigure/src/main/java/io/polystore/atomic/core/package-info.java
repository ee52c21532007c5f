/**
 * The operations on files that applications use, without JSON and without a container.
 */
@NullMarked
package io.polystore.atomic.core;

import org.jspecify.annotations.NullMarked;
