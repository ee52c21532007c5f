package io.polystore.sample.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import tools.jackson.databind.JsonNode;

/**
 * A job as it is stored. What other programs add to the document is kept.
 *
 * @param results its results, in the order in which they were recorded
 * @param others the properties that this service does not know
 */
record Job(List<JobResult> results, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> others) {

	static final Job NEW = new Job(List.of(), Map.of());

	Job {
		results = (results != null) ? List.copyOf(results) : List.of();
		others = (others != null) ? others : Map.of();
	}

	Optional<JobResult> result(String id) {
		return this.results.stream().filter((result) -> result.id().equals(id)).findFirst();
	}

	Job append(JobResult result) {
		List<JobResult> appended = new ArrayList<>(this.results);
		appended.add(result);
		return new Job(appended, this.others);
	}

}
