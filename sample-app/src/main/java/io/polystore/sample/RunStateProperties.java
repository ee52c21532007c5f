package io.polystore.sample;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What an operator may tune.
 *
 * @param maxRequestSize the largest body of a request
 * @param rememberedOperations for how many of its latest operations a counter knows that
 * they were counted already
 * @param retryAfter when a client that found a document busy may come again
 * @param allowedHosts under which names the service is reached, besides those of this
 * machine itself and addresses
 */
@ConfigurationProperties("run-state")
public record RunStateProperties(@DefaultValue("1MB") DataSize maxRequestSize,
		@DefaultValue("10000") int rememberedOperations, @DefaultValue("5s") Duration retryAfter,
		@DefaultValue Set<String> allowedHosts) {

	public RunStateProperties {
		Assert.isTrue(maxRequestSize.toBytes() > 0, "'maxRequestSize' must be greater than 0");
		Assert.isTrue(rememberedOperations >= 0, "'rememberedOperations' must be greater than or equal to 0");
		Assert.isTrue(retryAfter.toSeconds() > 0, "'retryAfter' must be at least one second");
	}

}
