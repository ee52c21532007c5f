package io.polystore.atomic.bench.growth;

import java.util.List;

/**
 * A size of documents, and how often one is updated in a round.
 *
 * @param label its name in tables
 * @param bytes the size
 * @param updates how many updates make a round
 */
record DocumentSize(String label, int bytes, int updates) {

	static final DocumentSize SMALL = new DocumentSize("1 KiB", 1 << 10, 20);

	static final DocumentSize MEDIUM = new DocumentSize("100 KiB", 100 << 10, 10);

	static final DocumentSize LARGE = new DocumentSize("10 MiB", 10 << 20, 1);

	static final List<DocumentSize> ALL = List.of(SMALL, MEDIUM, LARGE);

}
