package io.polystore.sample.web;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses requests by which another site wants to change something in the name of its
 * visitor. Browsers say where a request comes from, and no script can make them lie; who
 * says nothing is no browser, and may do what he could do anyway.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class CrossSiteFilter extends RefusingFilter {

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	CrossSiteFilter(HandlerExceptionResolver problems) {
		super(problems);
	}

	@Override
	@Nullable ProblemException findProblem(HttpServletRequest request) {
		if (SAFE_METHODS.contains(request.getMethod()) || isOwn(request)) {
			return null;
		}
		return new ProblemException(ProblemType.CROSS_SITE, "Only pages of this service may change something here");
	}

	private static boolean isOwn(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return OWN_SITES.contains(site);
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin == null || origin.equalsIgnoreCase(origin(request));
	}

	private static String origin(HttpServletRequest request) {
		String scheme = request.getScheme();
		int port = request.getServerPort();
		boolean usual = port == (scheme.equals("https") ? 443 : 80);
		return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port);
	}

}
