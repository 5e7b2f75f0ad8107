package io.bloomline.planted.preparation;

import io.bloomline.planted.result.KnowsPreparation;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Only the ends may know Kafka; and two steps must not know each other. */
public record KnowsKafka(ProducerRecord<String, String> written, KnowsPreparation back) {}
