package io.polystore.sample.web;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses requests for a host that is not this one, which a browser sends when somebody
 * lets the name of his own site resolve to this machine (DNS rebinding). An address in
 * digits needs no list: no name was resolved, so that none can have been rebound.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class HostFilter extends RefusingFilter {

	private static final Pattern LOOPBACK_NAME = Pattern.compile("(.+\\.)?localhost\\.?");

	private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

	private final Set<String> allowed;

	HostFilter(Set<String> allowed, HandlerExceptionResolver problems) {
		super(problems);
		this.allowed = allowed.stream().map(HostFilter::lowerCase).collect(Collectors.toUnmodifiableSet());
	}

	@Override
	@Nullable ProblemException findProblem(HttpServletRequest request) {
		String host = lowerCase(request.getServerName());
		return isThisOne(host) ? null : new ProblemException(ProblemType.UNKNOWN_HOST,
				"The 'Host' must be a name of this machine, an address, or one of 'run-state.allowed-hosts'");
	}

	private boolean isThisOne(String host) {
		return LOOPBACK_NAME.matcher(host).matches() || ADDRESS.matcher(host).matches() || this.allowed.contains(host);
	}

	private static String lowerCase(String host) {
		return host.toLowerCase(Locale.ROOT);
	}

}
