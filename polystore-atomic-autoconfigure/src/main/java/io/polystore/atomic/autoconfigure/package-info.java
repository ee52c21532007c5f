/**
 * Auto-configuration for Spring Boot, its properties and its failure reports.
 */
@NullMarked
package io.polystore.atomic.autoconfigure;

import org.jspecify.annotations.NullMarked;
