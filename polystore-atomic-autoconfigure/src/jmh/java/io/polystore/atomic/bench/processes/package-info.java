/**
 * One document, many processes.
 */
@NullMarked
package io.polystore.atomic.bench.processes;

import org.jspecify.annotations.NullMarked;
