/**
 * File locks for Spring Integration.
 */
@NullMarked
package io.polystore.atomic.integration.locks;

import org.jspecify.annotations.NullMarked;
