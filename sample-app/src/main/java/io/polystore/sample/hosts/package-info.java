/**
 * What replicas on several hosts need: locks in an engine that all of them reach, Redis
 * or PostgreSQL, each in a profile of its name.
 */
@NullMarked
package io.polystore.sample.hosts;

import org.jspecify.annotations.NullMarked;
