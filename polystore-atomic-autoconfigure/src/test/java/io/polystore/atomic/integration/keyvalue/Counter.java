package io.polystore.atomic.integration.keyvalue;

import org.springframework.data.annotation.Id;

/**
 * An entity whose id is no text, in the key space of its class.
 */
public record Counter(@Id Long id, int value) {

}
