package io.polystore.sample.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies that must not be taken for what they seem to be: encoded ones, parts of
 * one, and those that are too large, at once where the length is announced and otherwise
 * when the limit is passed.
 */
class RequestBodyFilter extends OncePerRequestFilter {

	private static final String IDENTITY = "identity";

	private final long limit;

	private final HandlerExceptionResolver problems;

	RequestBodyFilter(DataSize limit, HandlerExceptionResolver problems) {
		this.limit = limit.toBytes();
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ProblemException problem = findProblem(request);
		if (problem != null) {
			this.problems.resolveException(request, response, null, problem);
			return;
		}
		chain.doFilter(new LimitedRequest(request, this.limit), response);
	}

	private @Nullable ProblemException findProblem(HttpServletRequest request) {
		if (request.getContentLengthLong() > this.limit) {
			return LimitedInputStream.tooLarge(this.limit);
		}
		if (request.getHeader(HttpHeaders.CONTENT_RANGE) != null) {
			return new ProblemException(ProblemType.MALFORMED_HEADER, "'Content-Range': parts are not accepted");
		}
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		return (encoding == null || encoding.equalsIgnoreCase(IDENTITY)) ? null : encoded();
	}

	private static ProblemException encoded() {
		ProblemException problem = new ProblemException(ProblemType.UNSUPPORTED_ENCODING, "Send it as it is");
		problem.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
		return problem;
	}

	private static final class LimitedRequest extends HttpServletRequestWrapper {

		private final long limit;

		LimitedRequest(HttpServletRequest request, long limit) {
			super(request);
			this.limit = limit;
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new LimitedInputStream(super.getInputStream(), this.limit);
		}

	}

}
