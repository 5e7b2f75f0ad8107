package io.bloomline.source;

import io.bloomline.document.Header;
import io.bloomline.document.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records from Kafka as they are. Nothing is parsed here, so nothing can fail here. */
public final class SourceRecordDeserializer implements KafkaRecordDeserializationSchema<SourceRecord> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> consumed, Collector<SourceRecord> out) {
        List<Header> headers = new ArrayList<>();
        consumed.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        out.collect(new SourceRecord(
                consumed.topic(),
                consumed.partition(),
                consumed.offset(),
                consumed.timestamp(),
                consumed.key(),
                consumed.value(),
                headers));
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return TypeInformation.of(SourceRecord.class);
    }
}
