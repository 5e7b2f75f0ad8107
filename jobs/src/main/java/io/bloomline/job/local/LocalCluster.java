package io.bloomline.job.local;

import io.bloomline.job.flow.FlinkDefaults;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FlinkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster in this process, reachable from this machine only: one JobManager, one TaskManager. */
final class LocalCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final long CANCEL_SECONDS = 10;

    private final MiniCluster cluster;
    private final List<JobID> jobs = new ArrayList<>();

    private LocalCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts a cluster, and waits until it takes jobs.
     *
     * @param slots most subtasks of one operator, all jobs together
     */
    static LocalCluster start(int slots) throws Exception {
        var configuration = new Configuration();
        FlinkDefaults.shutToOthers(configuration);
        configuration.set(RestOptions.BIND_PORT, "0");
        var cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build());
        cluster.start();
        return new LocalCluster(cluster);
    }

    /** Flink's web page. */
    URI webPage() {
        return cluster.getRestAddress().join();
    }

    /**
     * Starts a job.
     *
     * @return completes when the job ends; exceptionally when it fails
     */
    CompletableFuture<Void> submit(StreamGraph graph) throws FlinkException {
        JobID job;
        try {
            job = cluster.submitJob(graph.getJobGraph()).get().getJobID();
        } catch (ExecutionException refused) {
            throw new FlinkException("Flink didn't take the job " + graph.getJobName(), refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FlinkException("Interrupted while starting the job " + graph.getJobName(), interrupted);
        }
        jobs.add(job);
        return cluster.requestJobResult(job).thenCompose(LocalCluster::outcome);
    }

    private static CompletableFuture<Void> outcome(JobResult result) {
        return result.getSerializedThrowable()
                .map(thrown -> CompletableFuture.<Void>failedFuture(
                        thrown.deserializeError(LocalCluster.class.getClassLoader())))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** Cancels what still runs, then stops the cluster. Idempotent. */
    @Override
    public synchronized void close() {
        jobs.forEach(this::cancel);
        jobs.clear();
        cluster.closeAsync().join();
    }

    private void cancel(JobID job) {
        try {
            cluster.cancelJob(job).get(CANCEL_SECONDS, TimeUnit.SECONDS);
            cluster.requestJobResult(job).get(CANCEL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException alreadyGone) {
            LOG.debug("Job {} has ended before, or ends with the cluster", job, alreadyGone);
        }
    }
}
