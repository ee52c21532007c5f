/**
 * A metadata store of Spring Integration in a JSON document.
 */
@NullMarked
package io.polystore.atomic.integration.metadata;

import org.jspecify.annotations.NullMarked;
