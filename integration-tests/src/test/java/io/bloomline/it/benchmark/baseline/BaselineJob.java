package io.bloomline.it.benchmark.baseline;

import io.bloomline.document.SourceRecord;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileReader;
import io.bloomline.job.file.SinkSettings.Delivery;
import io.bloomline.job.flow.FlinkDefaults;
import io.bloomline.job.flow.KafkaEnds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink job that asks the model through {@code AsyncDataStream} for documents in their order of arrival. The source,
 * what is asked of the sink, and Flink's configuration are those that Bloomline has for the same job file.
 */
public final class BaselineJob {

    private static final long NO_TIMEOUT = 0;

    private BaselineJob() {}

    /**
     * Runs until it is ended.
     *
     * @param arguments the job file; the server's port on this machine; documents per request; how many milliseconds the
     *     first of them waits for the others; documents under way per subtask
     */
    public static void main(String[] arguments) throws Exception {
        JobFile job = new JobFileReader().read(Path.of(arguments[0]));
        ArrivalOrderFunction ask = new ArrivalOrderFunction(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Duration.ofMillis(Long.parseLong(arguments[3])));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.ofLocal(job));
        DataStream<SourceRecord> records =
                env.fromSource(KafkaEnds.source(job), WatermarkStrategy.noWatermarks(), "read");
        DataStream<Tuple2<byte[], byte[]>> results = AsyncDataStream.unorderedWait(
                        records, ask, NO_TIMEOUT, TimeUnit.MILLISECONDS, Integer.parseInt(arguments[4]))
                .returns(Types.TUPLE(
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        results.sinkTo(sink(job)).name("write");
        env.execute(job.job());
    }

    private static KafkaSink<Tuple2<byte[], byte[]>> sink(JobFile job) {
        return KafkaSink.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(job.kafka().values().get("bootstrap.servers"))
                .setProperty("compression.type", "lz4")
                .setProperty("transaction.timeout.ms", "840000")
                .setRecordSerializer(new ResultSerializer(job.sink().topic()))
                .setDeliveryGuarantee(
                        job.sink().delivery() == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix(job.job())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .build();
    }
}
