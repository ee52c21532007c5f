package io.polystore.sample.live;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The stream of one listener. Whoever reads too slowly misses events, and delays nobody:
 * of each name only the newest event waits to be sent.
 */
final class LiveStream {

	private static final long FOREVER = 0;

	private static final long RECONNECT_MILLIS = 2000;

	private final SseEmitter emitter = new SseEmitter(FOREVER);

	private final Executor senders;

	private final Map<String, Object> waiting = new LinkedHashMap<>();

	private boolean sending;

	private boolean ended;

	LiveStream(Executor senders) {
		this.senders = senders;
	}

	/**
	 * Begins with something that tells the client at once that it is connected.
	 */
	void start() throws IOException {
		this.emitter.send(SseEmitter.event().reconnectTime(RECONNECT_MILLIS));
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	synchronized void offer(String event, Object data) {
		this.waiting.put(event, data);
		send();
	}

	/**
	 * Ends the stream after what waits; does not wait for that.
	 */
	synchronized void end() {
		this.ended = true;
		send();
	}

	private void send() {
		if (!this.sending) {
			this.sending = true;
			this.senders.execute(this::sendWaiting);
		}
	}

	private void sendWaiting() {
		try {
			for (SseEmitter.SseEventBuilder event = next(); event != null; event = next()) {
				this.emitter.send(event);
			}
			if (isEnded()) {
				this.emitter.complete();
			}
		}
		catch (IOException | IllegalStateException ex) {
			// the client has gone: the container ends the request, and so the stream
		}
	}

	private synchronized SseEmitter.@Nullable SseEventBuilder next() {
		Iterator<Map.Entry<String, Object>> events = this.waiting.entrySet().iterator();
		this.sending = events.hasNext();
		if (!this.sending) {
			return null;
		}
		Map.Entry<String, Object> event = events.next();
		events.remove();
		return SseEmitter.event().name(event.getKey()).data(event.getValue(), MediaType.APPLICATION_JSON);
	}

	private synchronized boolean isEnded() {
		return this.ended;
	}

}
