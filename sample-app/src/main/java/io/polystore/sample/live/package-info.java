/**
 * What the application does at this moment, told to whoever listens: server-sent events
 * from its own meters.
 */
@NullMarked
package io.polystore.sample.live;

import org.jspecify.annotations.NullMarked;
