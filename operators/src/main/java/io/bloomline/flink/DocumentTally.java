package io.bloomline.flink;

import io.bloomline.document.SourceRecord;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Counts records on their way in, for whoever waits for the job's end. An operator of its own, because an async function
 * can't have accumulators.
 */
final class DocumentTally extends RichMapFunction<SourceRecord, SourceRecord> {

    private final LongCounter documents = new LongCounter();

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(InferenceOperators.DOCUMENTS_IN, documents);
    }

    @Override
    public SourceRecord map(SourceRecord source) {
        documents.add(1);
        return source;
    }
}
