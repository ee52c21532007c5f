package io.polystore.atomic.probe;

import java.io.IOException;

/**
 * One thing to find out about a directory.
 */
interface DirectoryCheck {

	/**
	 * Finds it out.
	 * @param files makes the files to try it on, and removes them
	 * @return what was found
	 * @throws java.nio.file.NoSuchFileException if a file vanished: try again
	 * @throws IOException what {@link #failed} makes a finding of
	 */
	ProbeFinding run(ProbeFiles files) throws IOException;

	/**
	 * Says what a failure means.
	 * @param reason the failure
	 * @return the finding
	 */
	ProbeFinding failed(String reason);

}
