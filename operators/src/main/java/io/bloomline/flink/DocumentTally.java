package io.bloomline.flink;

import io.bloomline.document.SourceRecord;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;

/** Counts documents on their way in. An operator of its own, because an async function can't have accumulators. */
final class DocumentTally extends RichMapFunction<SourceRecord, SourceRecord> {

    private final LongCounter documents = new LongCounter();
    private transient Counter metric = new SimpleCounter();

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(InferenceOperators.DOCUMENTS_IN, documents);
        metric = getRuntimeContext().getMetricGroup().addGroup("bloomline").counter("documentsIn");
    }

    @Override
    public SourceRecord map(SourceRecord source) {
        documents.add(1);
        metric.inc();
        return source;
    }
}
