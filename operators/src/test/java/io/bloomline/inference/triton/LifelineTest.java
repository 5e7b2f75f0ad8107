package io.bloomline.inference.triton;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc;
import io.bloomline.inference.triton.proto.ModelReadyResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifelineTest {

    private final FakeChannel channel = new FakeChannel();
    private final Lifeline lifeline = new Lifeline(channel);

    @Test
    void connectsAnewWhenNothingHasComeSinceARequestWasSent() {
        Lifeline.Moment sent = lifeline.now();
        lifeline.unanswered(sent);

        assertThat(channel.renewals).isOne();
    }

    @Test
    void keepsAConnectionThroughWhichSomethingCame() {
        Lifeline.Moment sent = lifeline.now();
        call().onMessage(ModelReadyResponse.getDefaultInstance());
        lifeline.unanswered(sent);

        assertThat(channel.renewals).isZero();
    }

    @Test
    void takesARefusalForASignOfLife() {
        Lifeline.Moment sent = lifeline.now();
        call().onClose(Status.RESOURCE_EXHAUSTED, new Metadata());
        lifeline.unanswered(sent);

        assertThat(channel.renewals).isZero();
    }

    @Test
    void takesItsOwnTimeLimitForNone() {
        Lifeline.Moment sent = lifeline.now();
        call().onClose(Status.DEADLINE_EXCEEDED, new Metadata());
        lifeline.unanswered(sent);

        assertThat(channel.renewals).isOne();
    }

    @Test
    void connectsAnewOnceForAllRequestsThatWereSentOnAConnection() {
        Lifeline.Moment first = lifeline.now();
        Lifeline.Moment second = lifeline.now();
        lifeline.unanswered(first);
        lifeline.unanswered(second);
        assertThat(channel.renewals).isOne();

        lifeline.unanswered(lifeline.now());
        assertThat(channel.renewals).as("the new one is dead as well").isEqualTo(2);
    }

    private ClientCall.Listener<ModelReadyResponse> call() {
        lifeline.channel()
                .newCall(GRPCInferenceServiceGrpc.getModelReadyMethod(), CallOptions.DEFAULT)
                .start(new ClientCall.Listener<>() {}, new Metadata());
        return channel.listener();
    }

    /** Sends nothing, and lets the test say what comes back. */
    private static final class FakeChannel extends ManagedChannel {

        private int renewals;
        private ClientCall.@Nullable Listener<?> listener;

        @SuppressWarnings("unchecked") // there is only one kind of call here
        ClientCall.Listener<ModelReadyResponse> listener() {
            return (ClientCall.Listener<ModelReadyResponse>) requireNonNull(listener, "a call was started");
        }

        @Override
        public void enterIdle() {
            renewals++;
        }

        @Override
        public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
            return new ClientCall<>() {
                @Override
                public void start(Listener<A> answers, Metadata headers) {
                    listener = answers;
                }

                @Override
                public void request(int messages) {}

                @Override
                public void cancel(@Nullable String message, @Nullable Throwable cause) {}

                @Override
                public void halfClose() {}

                @Override
                public void sendMessage(Q message) {}
            };
        }

        @Override
        public String authority() {
            return "nowhere:1";
        }

        @Override
        public ManagedChannel shutdown() {
            return this;
        }

        @Override
        public ManagedChannel shutdownNow() {
            return this;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
