package io.polystore.sample.lab;

/**
 * How large a run may be.
 *
 * @param processes how many other processes
 * @param threads how many threads each process
 * @param seconds how long each of both ways
 */
record Limits(int processes, int threads, int seconds) {

	static final Limits MAX = new Limits(8, 16, 60);

}
