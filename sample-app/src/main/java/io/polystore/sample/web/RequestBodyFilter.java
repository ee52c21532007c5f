package io.polystore.sample.web;

import java.io.IOException;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies that must not be taken for what they seem to be: encoded ones, parts of
 * one, and those that are too large, at once where the length is announced and otherwise
 * when the limit is passed.
 */
class RequestBodyFilter extends RefusingFilter {

	private static final String IDENTITY = "identity";

	private final long limit;

	RequestBodyFilter(DataSize limit, HandlerExceptionResolver problems) {
		super(problems);
		this.limit = limit.toBytes();
	}

	@Override
	@Nullable ProblemException findProblem(HttpServletRequest request) {
		if (request.getContentLengthLong() > this.limit) {
			return LimitedInputStream.tooLarge(this.limit);
		}
		if (request.getHeader(HttpHeaders.CONTENT_RANGE) != null) {
			return new ProblemException(ProblemType.MALFORMED_HEADER, "'Content-Range': parts are not accepted");
		}
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		return (encoding == null || encoding.equalsIgnoreCase(IDENTITY)) ? null : encoded();
	}

	@Override
	HttpServletRequest accepted(HttpServletRequest request) {
		return new LimitedRequest(request, this.limit);
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
