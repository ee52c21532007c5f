/**
 * The pipeline of one file: read, change and replace under its lock, with one replace for
 * all changes that were made while the one before was written.
 * <h2>Contracts</h2>
 * <ul>
 * <li>A change runs exactly once, on the thread that asked for it, on the result of the
 * change before.</li>
 * <li>A caller returns when a replace that holds its change is as durable as it asked
 * for. A replace starts when the disk is idle; of mixed options the strongest durability
 * wins.</li>
 * <li>If a replace fails before its rename, its callers fail, and so do all whose change
 * saw its result. If it fails after the rename, only its own callers do.</li>
 * <li>Nobody is told anything that was seen in a state which may still be lost: also a
 * change that failed, or changed nothing, is answered only once what it saw is
 * durable.</li>
 * <li>The lock between processes is held until the last force has returned, and given up
 * regularly so that others get their turn.</li>
 * </ul>
 */
@NullMarked
package io.polystore.atomic.update;

import org.jspecify.annotations.NullMarked;
