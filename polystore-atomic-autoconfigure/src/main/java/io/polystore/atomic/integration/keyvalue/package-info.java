/**
 * Repositories of Spring Data KeyValue over JSON documents, one for each entity.
 */
@NullMarked
package io.polystore.atomic.integration.keyvalue;

import org.jspecify.annotations.NullMarked;
