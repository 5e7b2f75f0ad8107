package io.bloomline.job.check;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Waits for Kafka's answers.
 *
 * @param patience longest time for one
 */
record Answers(Duration patience) {

    /** An answer; fails with Kafka's own exception. */
    <T> T get(KafkaFuture<T> future) throws TimeoutException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw new TimeoutException(cause.getMessage());
            }
            throw cause instanceof KafkaException known ? known : new KafkaException(failed);
        }
    }
}
