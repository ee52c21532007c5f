package io.polystore.sample.live;

import java.io.IOException;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The live figures over HTTP.
 */
@RestController
class LiveController {

	private static final String PATH = "/api/live";

	private final LiveStreams streams;

	LiveController(LiveStreams streams) {
		this.streams = streams;
	}

	@GetMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> live() throws IOException {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.streams.open());
	}

	/**
	 * Opens no stream, as it would for {@code GET}: it would never be seen to be closed.
	 */
	@RequestMapping(path = PATH, method = RequestMethod.HEAD, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<Void> head() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.TEXT_EVENT_STREAM)
			.build();
	}

}
