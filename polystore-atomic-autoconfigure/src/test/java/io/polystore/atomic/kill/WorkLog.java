package io.polystore.atomic.kill;

/**
 * What a worker tells of its operations. A number is that of a count in a document, or
 * the negative one of a count that was deleted.
 */
interface WorkLog {

	WorkLog NONE = new WorkLog() {

		@Override
		public void sent(String worker, String document, long number) {
		}

		@Override
		public void done(String worker, String document, long number) {
		}

		@Override
		public void refused(String worker, String document, long number) {
		}

	};

	/** Before the operation. */
	void sent(String worker, String document, long number);

	/** The operation has returned. */
	void done(String worker, String document, long number);

	/** The operation has done nothing, and said so. */
	void refused(String worker, String document, long number);

}
