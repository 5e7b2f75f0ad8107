package io.bloomline.it.benchmark.gpu;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated GPU server is like.
 *
 * @param serviceTime how long a batch takes
 * @param instances   how many batches are computed at once
 * @param maxRows     most texts of a batch
 * @param dynamic     how the server forms batches of requests, or null when each request is one
 */
public record GpuSettings(ServiceTime serviceTime, int instances, int maxRows, @Nullable Dynamic dynamic) {

    /**
     * Triton's dynamic batching.
     *
     * @param preferred batch sizes that are not waited beyond; none for only the largest
     * @param maxDelay  longest wait of a request for others
     */
    public record Dynamic(List<Integer> preferred, Duration maxDelay) {}

    /** The same server with dynamic batching: whatever is queued when an instance is free, up to so many rows. */
    public GpuSettings batching(int maxRows) {
        return new GpuSettings(serviceTime, instances, maxRows, new Dynamic(List.of(), Duration.ZERO));
    }

    Scheduling scheduling() {
        return dynamic == null
                ? new AsSent()
                : new DynamicBatching(
                        maxRows, dynamic.preferred(), dynamic.maxDelay().toNanos());
    }

    /** As arguments of {@link ServeGpu}. */
    List<String> arguments() {
        String time = "--base-ms=%s --token-us=%s --square-ns=%s%s --instances=%d --max-rows=%d"
                .formatted(
                        serviceTime.baseMillis(),
                        serviceTime.perTokenMicros(),
                        serviceTime.perTokenSquaredNanos(),
                        serviceTime.ragged() ? " --ragged" : "",
                        instances,
                        maxRows);
        if (dynamic == null) {
            return List.of(time.split(" ", -1));
        }
        String sizes = dynamic.preferred().stream().map(String::valueOf).collect(Collectors.joining(","));
        String batching = " --dynamic-us=" + dynamic.maxDelay().toNanos() / 1000;
        return List.of((time + batching + (sizes.isEmpty() ? "" : " --preferred=" + sizes)).split(" ", -1));
    }
}
