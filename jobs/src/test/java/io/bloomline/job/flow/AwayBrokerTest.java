package io.bloomline.job.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

/** What the job's Kafka clients do while no broker is there, which may be for hours. */
class AwayBrokerTest {

    private static final String KAFKA = "org.apache.kafka.clients";
    private static final Duration AWAY = Duration.ofSeconds(4);

    /** By Kafka's own defaults an admin client wrote 1,032 lines in this time, and more in each second than in the one before. */
    private static final int MOST_LINES = 40;

    @Test
    void adminClientsDoNotFillTheLog() throws Exception {
        Properties properties = KafkaEnds.producerProperties(jobWithoutBroker());
        properties.put("default.api.timeout.ms", Long.toString(AWAY.toMillis()));
        properties.put("request.timeout.ms", Long.toString(AWAY.toMillis()));
        try (LineCounter lines = new LineCounter();
                Admin admin = Admin.create(properties)) {
            int before = lines.count();

            assertThatThrownBy(() ->
                            admin.describeTopics(List.of("in")).allTopicNames().get())
                    .isInstanceOf(ExecutionException.class);

            assertThat(lines.count() - before).isBetween(1, MOST_LINES);
        }
    }

    private static JobFile jobWithoutBroker() throws Exception {
        int nobodysPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodysPort = socket.getLocalPort();
        }
        return new JobFileReader()
                .parse(
                        "job.yaml",
                        """
                        job: test
                        kafka: {bootstrap.servers: '127.0.0.1:%d'}
                        source: {topics: [in]}
                        task: {embed: {}}
                        model: {name: m, endpoint: local:models}
                        sink: {topic: out, dead-letters: dead}
                        """
                                .formatted(nobodysPort));
    }

    /** Counts what Kafka's clients log at the level that they are usually run with. */
    private static final class LineCounter extends AbstractAppender implements AutoCloseable {

        private final AtomicInteger lines = new AtomicInteger();
        private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

        LineCounter() {
            super("lines", null, null, false, Property.EMPTY_ARRAY);
            start();
            LoggerConfig kafka = new LoggerConfig(KAFKA, Level.INFO, false);
            kafka.addAppender(this, Level.INFO, null);
            context.getConfiguration().addLogger(KAFKA, kafka);
            context.updateLoggers();
        }

        int count() {
            return lines.get();
        }

        @Override
        public void append(LogEvent event) {
            lines.incrementAndGet();
        }

        @Override
        public void close() {
            context.getConfiguration().removeLogger(KAFKA);
            context.updateLoggers();
            stop();
        }
    }
}
