package io.polystore.sample.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets a request pass, or answers it with the problem that it is.
 */
abstract class RefusingFilter extends OncePerRequestFilter {

	private final HandlerExceptionResolver problems;

	RefusingFilter(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	/**
	 * Returns what is wrong with a request.
	 */
	abstract @Nullable ProblemException findProblem(HttpServletRequest request);

	/**
	 * Returns the request that passes.
	 */
	HttpServletRequest accepted(HttpServletRequest request) {
		return request;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ProblemException problem = findProblem(request);
		if (problem != null) {
			this.problems.resolveException(request, response, null, problem);
			return;
		}
		chain.doFilter(accepted(request), response);
	}

}
