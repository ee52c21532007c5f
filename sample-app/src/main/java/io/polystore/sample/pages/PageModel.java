package io.polystore.sample.pages;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What every page shows.
 */
@ControllerAdvice(assignableTypes = { OverviewPages.class, DocumentPages.class, EditPages.class })
class PageModel {

	private final String service;

	private final HealthEndpoint health;

	PageModel(@Value("${spring.application.name}") String service, HealthEndpoint health) {
		this.service = service;
		this.health = health;
	}

	@ModelAttribute("service")
	String service() {
		return this.service;
	}

	@ModelAttribute("health")
	ServiceHealth health() {
		return ServiceHealth.of(this.health.health());
	}

	/**
	 * What was done just now. Anybody can make up an address, so that only what is known
	 * is told.
	 */
	@ModelAttribute("done")
	@Nullable String done(@RequestParam(required = false) @Nullable String done) {
		for (Done known : Done.values()) {
			if (known.name().toLowerCase(Locale.ROOT).equals(done)) {
				return known.message();
			}
		}
		return null;
	}

}
