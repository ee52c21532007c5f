/**
 * The contention lab: processes and threads update one document as fast as they can, with
 * the library and in the way one writes by hand, and every acknowledged update is looked
 * for afterwards.
 */
@NullMarked
package io.polystore.sample.lab;

import org.jspecify.annotations.NullMarked;
