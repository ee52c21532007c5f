package io.polystore.sample.pages;

import java.util.List;
import java.util.Map;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.contributor.Status;

/**
 * How the service is, as a page tells it.
 *
 * @param status what the health endpoint says
 * @param troubles which parts are not well
 */
record ServiceHealth(String status, List<String> troubles) {

	static ServiceHealth of(HealthDescriptor health) {
		List<String> troubles = parts(health).entrySet()
			.stream()
			.filter((part) -> !isGood(part.getValue().getStatus()))
			.map(Map.Entry::getKey)
			.toList();
		return new ServiceHealth(health.getStatus().getCode(), troubles);
	}

	private static Map<String, HealthDescriptor> parts(HealthDescriptor health) {
		Map<String, HealthDescriptor> parts = (health instanceof CompositeHealthDescriptor composite)
				? composite.getComponents() : null;
		return (parts != null) ? parts : Map.of();
	}

	private static boolean isGood(Status status) {
		return status.equals(Status.UP) || status.equals(Status.UNKNOWN);
	}

	public boolean good() {
		return this.status.equals(Status.UP.getCode());
	}

}
