/**
 * Locks between hosts, of a lock registry of Spring Integration.
 */
@NullMarked
package io.polystore.atomic.integration.registry;

import org.jspecify.annotations.NullMarked;
