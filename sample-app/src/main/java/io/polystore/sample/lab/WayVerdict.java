package io.polystore.sample.lab;

/**
 * What came of one way.
 *
 * @param acknowledged updates that returned
 * @param exactlyOnce those of them that the document contains once
 * @param lost those of them that it does not contain
 * @param twice how often it got an update again
 * @param unacknowledged updates that it contains, and that have not returned
 * @param killed processes that were killed
 * @param perSecond updates that returned per second
 * @param holds whether something was done, and every update is where it must be: one that
 * has not returned may be there for each thread that was killed
 */
record WayVerdict(long acknowledged, long exactlyOnce, long lost, long twice, long unacknowledged, int killed,
		double perSecond, boolean holds) {

}
