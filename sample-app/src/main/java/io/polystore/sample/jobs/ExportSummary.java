package io.polystore.sample.jobs;

/**
 * What was exported.
 *
 * @param job the name of the job
 * @param results how many results the export holds
 */
record ExportSummary(String job, int results) {

}
