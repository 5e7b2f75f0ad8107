package io.bloomline.it.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.it.support.Bloomline;
import io.bloomline.schema.Embedding;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class SearchIndexFeedIT {

    private static final List<SourceRecord> DOCUMENTS =
            List.of(document("a", "Monday"), document("b", "February"), document("c", ""));
    private static final Queue<String> INDEXED = new ConcurrentLinkedQueue<>();

    @Test
    void indexesTheVectorOfEachDocument() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        SearchIndexFeed.define(
                env,
                new DataGeneratorSource<>(
                        number -> DOCUMENTS.get(number.intValue()),
                        DOCUMENTS.size(),
                        TypeInformation.of(SourceRecord.class)),
                Bloomline.HOME.resolve("deploy/triton/model-repository").toString(),
                new Index());
        env.execute();
        assertThat(INDEXED).containsExactlyInAnyOrder("a", "b");
    }

    private static SourceRecord document(String key, String text) {
        String json = "{\"text\":\"" + text + "\"}";
        return new SourceRecord("docs", 0, 0, 0, key.getBytes(UTF_8), json.getBytes(UTF_8), List.of());
    }

    /** Stands for a search index. */
    private static final class Index implements Sink<Outcome> {
        @Override
        public SinkWriter<Outcome> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(Outcome outcome, Context written) {
                    INDEXED.add(((Embedding) ((Outcome.Result) outcome).body()).getId());
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }
}
