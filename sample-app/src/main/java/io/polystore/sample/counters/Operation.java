package io.polystore.sample.counters;

/**
 * An operation that was counted.
 *
 * @param by how far it counted
 * @param count where it got
 */
record Operation(long by, long count) {

}
