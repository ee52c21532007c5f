package io.polystore.sample.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

/**
 * The headers that tell a browser to keep what this service sends to itself: no code but
 * the service's own, no other site around or behind it.
 */
final class SecurityHeaders {

	static final Map<String, String> VALUES = Map.of("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
					+ "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options", "nosniff", "Referrer-Policy", "same-origin", "Cross-Origin-Opener-Policy",
			"same-origin", "Cross-Origin-Resource-Policy", "same-origin");

	private SecurityHeaders() {
	}

	static void addTo(HttpServletResponse response) {
		VALUES.forEach(response::setHeader);
	}

}
