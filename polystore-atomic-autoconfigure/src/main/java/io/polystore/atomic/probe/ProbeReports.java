package io.polystore.atomic.probe;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The reports on the directories that an application uses.
 * <p>
 * Thread-safe.
 *
 * @since 0.1
 */
public final class ProbeReports {

	private final List<ProbeReport> reports = new CopyOnWriteArrayList<>();

	/**
	 * Adds a report.
	 * @param report the report
	 */
	public void add(ProbeReport report) {
		this.reports.add(report);
	}

	/**
	 * Returns the reports so far.
	 * @return the reports in the order in which they were added
	 */
	public List<ProbeReport> all() {
		return List.copyOf(this.reports);
	}

}
