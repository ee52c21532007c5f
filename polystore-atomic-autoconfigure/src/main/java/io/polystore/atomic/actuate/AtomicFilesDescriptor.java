package io.polystore.atomic.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@link AtomicFilesEndpoint} shows.
 *
 * @param locks the locks that this JVM holds or waits for
 * @param pipelines the files that are being updated
 * @param configuration the settings in force
 * @param lastSweep the last removal of temporary files, {@code null} if there was none
 * @param probes what was found out about the directories at start
 * @since 0.1
 */
public record AtomicFilesDescriptor(List<LockDescriptor> locks, List<PipelineDescriptor> pipelines,
		ConfigurationDescriptor configuration, @Nullable SweepDescriptor lastSweep,
		List<ProbeDescriptor> probes) implements OperationResponseBody {

}
