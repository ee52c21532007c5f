/**
 * The pages for people. What they show and change is the same that the REST API does;
 * they work without scripts, except for what moves.
 */
@NullMarked
package io.polystore.sample.pages;

import org.jspecify.annotations.NullMarked;
