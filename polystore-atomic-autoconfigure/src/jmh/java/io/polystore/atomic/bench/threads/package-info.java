/**
 * One document, many threads.
 */
@NullMarked
package io.polystore.atomic.bench.threads;

import org.jspecify.annotations.NullMarked;
