/**
 * run-state: a service that keeps the configuration, the results and the exports of batch
 * jobs in a directory that other processes share.
 */
@NullMarked
package io.polystore.sample;

import org.jspecify.annotations.NullMarked;
