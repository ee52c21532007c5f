package io.polystore.sample.live;

import java.util.List;

/**
 * The locks that this application holds or waits for at this moment.
 */
@FunctionalInterface
interface LiveLocks {

	List<LiveLock> now();

}
