/**
 * JSON documents in a directory: found, saved and updated as whole files, none of them
 * ever lost in part.
 *
 * @serial exclude
 */
@NullMarked
package io.polystore.atomic.json;

import org.jspecify.annotations.NullMarked;
