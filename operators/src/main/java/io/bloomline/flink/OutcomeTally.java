package io.bloomline.flink;

import io.bloomline.document.Outcome;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Counts outcomes on their way out, for whoever waits for the job's end. */
final class OutcomeTally extends RichMapFunction<Outcome, Outcome> {

    private final LongCounter results = new LongCounter();
    private final LongCounter deadLetters = new LongCounter();

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(InferenceOperators.RESULTS, results);
        getRuntimeContext().addAccumulator(InferenceOperators.DEAD_LETTERS, deadLetters);
    }

    @Override
    public Outcome map(Outcome outcome) {
        if (outcome instanceof Outcome.Refused) {
            deadLetters.add(1);
        } else {
            results.add(1);
        }
        return outcome;
    }
}
