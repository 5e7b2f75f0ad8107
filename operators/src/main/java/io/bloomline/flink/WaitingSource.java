package io.bloomline.flink;

import io.bloomline.document.SourceRecord;
import io.bloomline.pipeline.InferenceSettings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source that has nothing to give while as many documents are under way as may be. Flink's async operator, when it is
 * full, holds the task's thread until there is room, and a checkpoint can't begin meanwhile: an outage of the model would
 * stop all checkpoints. Here the thread stays free, and checkpoints go on.
 */
final class WaitingSource<SplitT extends SourceSplit, EnumT>
        implements Source<SourceRecord, SplitT, EnumT>, ResultTypeQueryable<SourceRecord> {

    private final Source<SourceRecord, SplitT, EnumT> source;
    private final InferenceSettings settings;

    WaitingSource(Source<SourceRecord, SplitT, EnumT> source, InferenceSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    @Override
    public SourceReader<SourceRecord, SplitT> createReader(SourceReaderContext context) throws Exception {
        return new WaitingReader<>(
                source.createReader(context), PendingDocuments.lease(settings, context.getIndexOfSubtask()));
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<SplitT, EnumT> createEnumerator(SplitEnumeratorContext<SplitT> context) throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<SplitT, EnumT> restoreEnumerator(SplitEnumeratorContext<SplitT> context, EnumT checkpoint)
            throws Exception {
        if (source.getBoundedness() == Boundedness.BOUNDED) {
            return RestoredEnumerator.of(context, watched -> source.restoreEnumerator(watched, checkpoint));
        }
        return source.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<SplitT> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<EnumT> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return TypeInformation.of(SourceRecord.class);
    }
}
