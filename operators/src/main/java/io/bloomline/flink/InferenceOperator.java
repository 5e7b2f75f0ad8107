package io.bloomline.flink;

import static java.util.Objects.requireNonNull;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.functions.async.AsyncRetryStrategy;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperator;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies;
import org.jspecify.annotations.Nullable;

/**
 * Flink's async operator, which also says when it has given back all that a checkpoint held, and deletes the results of
 * those who opt out, in its own order: none of their results follows.
 */
@SuppressWarnings("serial") // made on the TaskManager by its factory
final class InferenceOperator extends AsyncWaitOperator<SourceRecord, Outcome> {

    /** Flink's async operator never gives up a document: an outage delays it for as long as it lasts. */
    private static final long NO_TIMEOUT = 0;

    private final InferenceFunction function;
    private final MailboxExecutor mailbox;
    private @Nullable HandledOptOuts handledOptOuts;
    private boolean finished;

    private InferenceOperator(
            StreamOperatorParameters<Outcome> parameters,
            InferenceFunction function,
            AsyncRetryStrategy<Outcome> retries,
            ProcessingTimeService timers,
            MailboxExecutor mailbox) {
        super(parameters, function, NO_TIMEOUT, function.room(), OutputMode.UNORDERED, retries, timers, mailbox);
        this.function = function;
        this.mailbox = mailbox;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        handledOptOuts = HandledOptOuts.of(function.optOutFeed(), context.getOperatorStateStore());
        function.listenForOptOuts(handledOptOuts.restored(), this::wake);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        requireNonNull(handledOptOuts, "Flink initializes state before it snapshots it")
                .keep(function.handledOptOuts());
    }

    private void wake() {
        try {
            mailbox.execute(this::deleteOptedOut, "delete results of those who opted out");
        } catch (RejectedExecutionException closed) {
            // What wasn't deleted yet is when the job goes on: the checkpoint says so.
        }
    }

    private void deleteOptedOut() {
        if (!finished) {
            function.deleteOptedOut(deletion -> output.collect(new StreamRecord<>(deletion)));
        }
    }

    /** After the last document; what is read later is deleted by whoever starts the job again. */
    @Override
    public void finish() throws Exception {
        super.finish();
        deleteOptedOut();
        finished = true;
    }

    @Override
    public void open() throws Exception {
        super.open();
        function.beginRestored();
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
