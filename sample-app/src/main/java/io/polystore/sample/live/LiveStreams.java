package io.polystore.sample.live;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.polystore.sample.web.ProblemException;
import io.polystore.sample.web.ProblemType;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Everybody who listens. Streams end before the web server waits for the requests under
 * way: they would never end by themselves.
 */
@Component
public class LiveStreams implements SmartLifecycle, DisposableBean {

	static final int MAX_STREAMS = 32;

	private final ExecutorService senders = Executors.newCachedThreadPool(threads());

	private final Set<LiveStream> streams = new LinkedHashSet<>();

	private final Map<String, Object> latest = new HashMap<>();

	private boolean running;

	private static CustomizableThreadFactory threads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("live-");
		threads.setDaemon(true);
		return threads;
	}

	synchronized SseEmitter open() throws IOException {
		if (!this.running || this.streams.size() >= MAX_STREAMS) {
			throw new ProblemException(ProblemType.TOO_MANY_STREAMS,
					"At most %d streams are open at a time; try again later".formatted(MAX_STREAMS));
		}
		LiveStream stream = new LiveStream(this.senders);
		stream.emitter().onCompletion(() -> forget(stream));
		stream.emitter().onError((failure) -> forget(stream));
		stream.start();
		this.latest.forEach(stream::offer);
		this.streams.add(stream);
		return stream.emitter();
	}

	private synchronized void forget(LiveStream stream) {
		this.streams.remove(stream);
	}

	synchronized boolean isEmpty() {
		return this.streams.isEmpty();
	}

	synchronized void publish(String event, Object data) {
		this.streams.forEach((stream) -> stream.offer(event, data));
	}

	/**
	 * Tells everybody who listens, and whoever comes before the next event of this name.
	 * @param event the name of the event
	 * @param data its data, which becomes JSON
	 */
	public synchronized void publishState(String event, Object data) {
		this.latest.put(event, data);
		publish(event, data);
	}

	@Override
	public synchronized void start() {
		this.running = true;
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.streams.forEach(LiveStream::end);
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

	@Override
	public void destroy() {
		this.senders.shutdown();
	}

}
