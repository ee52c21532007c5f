package io.polystore.sample;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.lock.LockHandle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service is told to stop while a write is under way.
 */
class GracefulShutdownTests {

	@TempDir
	private Path directory;

	@Test
	void aWriteUnderWayIsFinishedAndAnswered() throws Exception {
		ConfigurableApplicationContext service = start();
		Api api = new Api(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		AtomicFileOperations files = service.getBean(AtomicFileOperations.class);
		LockHandle lock = files.lockFor(this.directory.resolve("documents/late.json"));
		CompletableFuture<HttpResponse<String>> write = CompletableFuture
			.supplyAsync(() -> api.put("/api/documents/late", "{\"a\":1}"));
		awaitWaiting(service.getBean(MeterRegistry.class));
		CompletableFuture<Void> stop = CompletableFuture.runAsync(service::close);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isRefused(api.port()));
		assertThat(write).isNotDone();
		assertThat(stop).isNotDone();
		lock.close();
		Api.assertStatus(write.get(), 201);
		stop.get();
		assertThat(this.directory.resolve("documents/late.json")).hasContent("{\n  \"a\": 1\n}");
	}

	@Test
	@Timeout(20)
	void whoeverListensIsNotWaitedFor() throws Exception {
		ConfigurableApplicationContext service = start();
		int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		try (EventStream stream = EventStream.open(port)) {
			service.close();
			assertThat(stream.rest()).isNotNull();
		}
	}

	@Test
	@Timeout(60)
	void theLabEndsItsProcesses() {
		ConfigurableApplicationContext service = start();
		Api api = new Api(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		List<ProcessHandle> processes = new LabRuns(api).startLong();
		service.close();
		LabRuns.awaitEnd(processes);
	}

	private ConfigurableApplicationContext start() {
		return SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--polystore.atomic.directory=" + this.directory);
	}

	private static void awaitWaiting(MeterRegistry meters) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> meters.get("polystore.atomic.lock.waiting").gauge().value() == 1);
	}

	private static boolean isRefused(int port) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			return !socket.isConnected();
		}
		catch (IOException ex) {
			return true;
		}
	}

}
