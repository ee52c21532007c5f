/**
 * Documents of any form: the configuration of the jobs.
 */
@NullMarked
package io.polystore.sample.documents;

import org.jspecify.annotations.NullMarked;
