/**
 * Taking numbers: rounds in turn, their spread, JMH.
 */
@NullMarked
package io.polystore.atomic.bench.measure;

import org.jspecify.annotations.NullMarked;
