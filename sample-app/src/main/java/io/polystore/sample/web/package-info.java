/**
 * What every resource shares of HTTP: preconditions, limits, and problem details for
 * whatever goes wrong.
 */
@NullMarked
package io.polystore.sample.web;

import org.jspecify.annotations.NullMarked;
