package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.integration.support.locks.LockRegistry;

/**
 * Of all processes with this application on a host, one does the work.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LeadingApplication {

	private final CountDownLatch revoked = new CountDownLatch(1);

	@Bean
	LockRegistryLeaderInitiator leader(LockRegistry<?> locks) {
		return new LockRegistryLeaderInitiator(locks);
	}

	@EventListener(OnGrantedEvent.class)
	void lead() {
		System.out.println("leads");
	}

	@EventListener(OnRevokedEvent.class)
	void follow() {
		System.out.println("leads no more");
		this.revoked.countDown();
	}

	/**
	 * Lets others lead and ends at a line. The initiator tells of it on a thread of its
	 * own, for which a context that closes does not wait.
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		try (ConfigurableApplicationContext context = SpringApplication.run(LeadingApplication.class, args)) {
			System.out.println("started: " + context.isRunning());
			System.in.read();
			context.getBean(LockRegistryLeaderInitiator.class).stop();
			context.getBean(LeadingApplication.class).revoked.await();
		}
	}

}
