package io.bloomline.job.verify;

import io.bloomline.job.file.JobFile;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;

/** Whether a job's source topics still hold every record that they ever had. */
final class Retention {

    private Retention() {}

    /**
     * They do if none is compacted and each still begins at its first offset; unknown counts as no.
     *
     * @param beginnings offset of the oldest record of each partition
     */
    static boolean keepsAll(JobFile job, Map<TopicPartition, Long> beginnings) {
        if (!beginnings.values().stream().allMatch(beginning -> beginning == 0)) {
            return false;
        }
        Properties properties = job.kafka().toProperties();
        try (Admin admin = Admin.create(properties)) {
            Map<ConfigResource, Config> configs = admin.describeConfigs(job.source().topics().stream()
                            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                            .toList())
                    .all()
                    .get();
            return configs.values().stream().noneMatch(config -> config.get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value()
                    .contains(TopicConfig.CLEANUP_POLICY_COMPACT));
        } catch (ExecutionException hidden) {
            return false; // the broker doesn't let this client see it
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}
