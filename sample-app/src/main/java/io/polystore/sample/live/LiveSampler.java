package io.polystore.sample.live;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Takes one sample a second for all who listen, and none while nobody does.
 */
@Component
class LiveSampler implements InitializingBean, DisposableBean {

	private static final Log logger = LogFactory.getLog(LiveSampler.class);

	private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1,
			new CustomizableThreadFactory("live-sampler-"));

	private final LiveMeters meters;

	private final LiveStreams streams;

	private @Nullable Totals before;

	LiveSampler(LiveMeters meters, LiveStreams streams) {
		this.meters = meters;
		this.streams = streams;
	}

	@Override
	public void afterPropertiesSet() {
		this.clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
	}

	private void tick() {
		try {
			this.before = this.streams.isEmpty() ? null : sample(this.before);
		}
		catch (RuntimeException ex) {
			// thrown on, it would end the clock
			logger.warn("The meters cannot be read", ex);
		}
	}

	private Totals sample(@Nullable Totals before) {
		Totals now = this.meters.totals();
		if (before != null) {
			this.streams.publish("meters", this.meters.sample(before, now));
		}
		return now;
	}

	@Override
	public void destroy() {
		this.clock.shutdownNow();
	}

}
