/**
 * Endpoint and health for Spring Boot's actuator.
 */
@NullMarked
package io.polystore.atomic.actuate;

import org.jspecify.annotations.NullMarked;
