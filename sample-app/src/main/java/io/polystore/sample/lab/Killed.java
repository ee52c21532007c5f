package io.polystore.sample.lab;

/**
 * The answer to a request to kill a process.
 *
 * @param name its name
 * @param pid its number
 */
record Killed(String name, long pid) {

}
