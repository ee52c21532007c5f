/**
 * The cost of finding a document.
 */
@NullMarked
package io.polystore.atomic.bench.find;

import org.jspecify.annotations.NullMarked;
