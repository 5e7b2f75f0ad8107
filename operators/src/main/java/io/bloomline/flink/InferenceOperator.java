package io.bloomline.flink;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.functions.async.AsyncRetryStrategy;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperator;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies;

/** Flink's async operator, which also says when it has given back all that a checkpoint held. */
@SuppressWarnings("serial") // made on the TaskManager by its factory
final class InferenceOperator extends AsyncWaitOperator<SourceRecord, Outcome> {

    /** Flink's async operator never gives up a document: an outage delays it for as long as it lasts. */
    private static final long NO_TIMEOUT = 0;

    private InferenceOperator(
            StreamOperatorParameters<Outcome> parameters,
            InferenceFunction function,
            AsyncRetryStrategy<Outcome> retries,
            ProcessingTimeService timers,
            MailboxExecutor mailbox) {
        super(parameters, function, NO_TIMEOUT, function.room(), OutputMode.UNORDERED, retries, timers, mailbox);
    }

    @Override
    public void open() throws Exception {
        super.open();
        ((InferenceFunction) userFunction).beginRestored();
    }

    /** Makes the operator on each TaskManager. */
    static final class Factory extends AsyncWaitOperatorFactory<SourceRecord, Outcome> {

        private static final long serialVersionUID = 1;

        private final InferenceFunction function;

        Factory(InferenceFunction function) {
            super(function, NO_TIMEOUT, function.room(), OutputMode.UNORDERED);
            this.function = function;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
        public <T extends StreamOperator<Outcome>> T createStreamOperator(
                StreamOperatorParameters<Outcome> parameters) {
            AsyncRetryStrategy<Outcome> none = AsyncRetryStrategies.NO_RETRY_STRATEGY;
            return (T) new InferenceOperator(parameters, function, none, processingTimeService, getMailboxExecutor());
        }

        @Override
        @SuppressWarnings("rawtypes") // as it is declared
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
            return InferenceOperator.class;
        }
    }
}
