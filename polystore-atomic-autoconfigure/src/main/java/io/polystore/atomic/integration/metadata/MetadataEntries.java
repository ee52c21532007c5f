package io.polystore.atomic.integration.metadata;

import java.util.LinkedHashMap;

/**
 * The content of the document: values by key, in the order in which the keys came. A type
 * of its own tells what the values are without a token of Jackson.
 */
final class MetadataEntries extends LinkedHashMap<String, String> {

	private static final long serialVersionUID = 1L;

}
