package io.polystore.sample.jobs;

import java.time.Instant;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * One result of a job.
 *
 * @param id names it within the job
 * @param recordedAt when it was taken down
 * @param values what the job reported
 */
record JobResult(String id, Instant recordedAt, Map<String, JsonNode> values) {

}
