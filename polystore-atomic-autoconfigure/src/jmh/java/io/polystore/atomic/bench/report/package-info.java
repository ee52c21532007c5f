/**
 * Figures as tables and charts.
 */
@NullMarked
package io.polystore.atomic.bench.report;

import org.jspecify.annotations.NullMarked;
