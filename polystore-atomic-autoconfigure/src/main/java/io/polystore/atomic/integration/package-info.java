/**
 * What the adapters to other libraries have in common.
 */
@NullMarked
package io.polystore.atomic.integration;

import org.jspecify.annotations.NullMarked;
