/**
 * Leases in files for ShedLock.
 */
@NullMarked
package io.polystore.atomic.integration.shedlock;

import org.jspecify.annotations.NullMarked;
