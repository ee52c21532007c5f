/**
 * Jobs: the results that they report, and the exports of these.
 */
@NullMarked
package io.polystore.sample.jobs;

import org.jspecify.annotations.NullMarked;
