package io.bloomline.job.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bloomline.failure.FailureException;
import io.bloomline.governance.OptOutFeed.Reading;
import io.bloomline.governance.OptOutTable;
import io.bloomline.job.local.LocalBroker;
import io.bloomline.source.OptOutTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletedOptOutTopicTest {

    private static final String TOPIC = "opt-outs";

    @Test
    void nothingPassesOnceTheListIsGone(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder))) {
            broker.createTopics(List.of(TOPIC), 2);
            Properties client = new Properties();
            client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
            OptOutTable table = new OptOutTable();
            try (Reading reading = new OptOutTopic(TOPIC, client).follow(table)) {
                assertThat(reading).isNotNull();
                assertThat(table.includes("key".getBytes(UTF_8), null)).isFalse();

                try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                    admin.deleteTopics(List.of(TOPIC)).all().get();
                }

                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThatThrownBy(() -> table.includes("key".getBytes(UTF_8), null))
                                .isInstanceOf(FailureException.class)
                                .hasMessageContaining("opt-outs does not exist"));
            }
        }
    }
}
