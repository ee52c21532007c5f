/**
 * The replace protocol: temporary file, force, rename, force of the directory.
 */
@NullMarked
package io.polystore.atomic.write;

import org.jspecify.annotations.NullMarked;
