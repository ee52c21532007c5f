/**
 * Counters that count every operation once, however often it is sent.
 */
@NullMarked
package io.polystore.sample.counters;

import org.jspecify.annotations.NullMarked;
