package io.polystore.sample.jobs;

import io.polystore.atomic.json.Change;
import io.polystore.sample.web.ProblemException;
import io.polystore.sample.web.ProblemType;

/**
 * One result on its way through an update.
 */
final class Recording implements Change<Job, RuntimeException> {

	private final JobResult reported;

	private JobResult recorded;

	Recording(JobResult reported) {
		this.reported = reported;
		this.recorded = reported;
	}

	/**
	 * Returns the result as it is recorded, once the update has returned.
	 * @return the reported result, or the one of the same id that was there before
	 */
	JobResult recorded() {
		return this.recorded;
	}

	boolean isNew() {
		return this.recorded == this.reported;
	}

	@Override
	public Job apply(Job current) {
		this.recorded = current.result(this.reported.id()).orElse(this.reported);
		if (isNew()) {
			return current.append(this.reported);
		}
		if (!this.recorded.values().equals(this.reported.values())) {
			throw new ProblemException(ProblemType.OPERATION_ID_REUSED, "The id belongs to a result of other values");
		}
		return current;
	}

}
