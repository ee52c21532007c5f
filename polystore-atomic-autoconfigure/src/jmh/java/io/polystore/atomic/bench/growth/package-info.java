/**
 * How cost grows with the size and the number of documents.
 */
@NullMarked
package io.polystore.atomic.bench.growth;

import org.jspecify.annotations.NullMarked;
