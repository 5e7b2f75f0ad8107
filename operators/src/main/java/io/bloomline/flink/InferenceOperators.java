package io.bloomline.flink;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.pipeline.InferenceSettings;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Bloomline in a Flink program: records in, outcomes out. */
public final class InferenceOperators {

    /** Uid of the operator; a savepoint finds the documents that were under way by it. */
    public static final String UID = "bloomline-inference";

    /** Accumulator: documents read, tombstones among them. */
    public static final String DOCUMENTS_IN = "documents-in";

    /** Accumulator: results and tombstones written. */
    public static final String RESULTS = "results";

    /** Accumulator: dead letters written. */
    public static final String DEAD_LETTERS = "dead-letters";

    private InferenceOperators() {}

    /**
     * The same source, which waits while as many documents are under way as may be. Use it in front of {@link #infer}, in
     * the same chain: then checkpoints go on while the model is away. Without it they wait until the model is back.
     *
     * @param source   gives records as they were read
     * @param settings the same that {@link #infer} gets
     */
    public static <SplitT extends SourceSplit, EnumT> Source<SourceRecord, SplitT, EnumT> waiting(
            Source<SourceRecord, SplitT, EnumT> source, InferenceSettings settings) {
        return new WaitingSource<>(source, settings);
    }

    /**
     * Has each record answered by a model. Outcomes of one key come out in the order of their records, all others when
     * they are ready. No watermarks are needed, and none should be sent before: nothing overtakes a watermark.
     *
     * @param records  records of one or more topics
     * @param settings what becomes of them
     */
    public static SingleOutputStreamOperator<Outcome> infer(
            DataStream<SourceRecord> records, InferenceSettings settings) {
        return infer(records, settings, OutcomeRules.NONE);
    }

    /**
     * The same with rules for the outcomes.
     *
     * @param rules what may end the job, or make a dead letter of a result
     */
    public static SingleOutputStreamOperator<Outcome> infer(
            DataStream<SourceRecord> records, InferenceSettings settings, OutcomeRules rules) {
        return records.map(new DocumentTally())
                .name("count-in")
                .uid(UID + "-count-in")
                .transform(
                        "infer",
                        OutcomeTypeInformation.INSTANCE,
                        new InferenceOperator.Factory(new InferenceFunction(settings, rules)))
                .uid(UID)
                .map(new OutcomeTally())
                .returns(OutcomeTypeInformation.INSTANCE)
                .name("count-out")
                .uid(UID + "-count-out");
    }
}
