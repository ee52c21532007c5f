package io.polystore.sample.counters;

import io.polystore.atomic.json.Change;
import io.polystore.sample.web.ProblemException;
import io.polystore.sample.web.ProblemType;

/**
 * One request to count, on its way through an update.
 */
final class Incrementing implements Change<Counter, RuntimeException> {

	private final IncrementRequest request;

	private final int remembered;

	private long count;

	Incrementing(IncrementRequest request, int remembered) {
		this.request = request;
		this.remembered = remembered;
	}

	/**
	 * Returns where this request got, once the update has returned.
	 * @return the count after this request
	 */
	long count() {
		return this.count;
	}

	@Override
	public Counter apply(Counter current) {
		String id = this.request.id();
		Operation known = (id != null) ? current.operation(id) : null;
		if (known != null) {
			this.count = repeat(known);
			return current;
		}
		long by = this.request.amount();
		Counter next = (id != null) ? current.add(by, id, this.remembered) : current.add(by);
		this.count = next.count();
		return next;
	}

	private long repeat(Operation known) {
		if (known.by() != this.request.amount()) {
			throw new ProblemException(ProblemType.OPERATION_ID_REUSED,
					"The id belongs to an operation that added %d".formatted(known.by()));
		}
		return known.count();
	}

}
