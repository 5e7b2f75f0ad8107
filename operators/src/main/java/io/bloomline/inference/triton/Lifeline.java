package io.bloomline.inference.triton;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects anew where a connection seems dead though nobody has closed it, as when a firewall has forgotten it: gRPC
 * itself would go on sending into the void until the operating system gives up, which takes a quarter of an hour.
 * (Keep-alive would notice too, but servers refuse it by default.) Thread-safe.
 */
final class Lifeline {

    private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);

    private final ManagedChannel channel;
    private final Channel listening;

    /** Counts what came from the server, whatever it was. */
    private final AtomicLong heard = new AtomicLong();

    private final AtomicLong renewals = new AtomicLong();

    /**
     * When a request was sent.
     *
     * @param heard    how much had come from the server by then
     * @param renewals how often the connection had been renewed by then
     */
    record Moment(long heard, long renewals) {}

    Lifeline(ManagedChannel channel) {
        this.channel = channel;
        this.listening = ClientInterceptors.intercept(channel, new Listening());
    }

    /** The channel to make calls through. */
    Channel channel() {
        return listening;
    }

    Moment now() {
        return new Moment(heard.get(), renewals.get());
    }

    /**
     * To be told when a request had no answer in time. Requests that come next get a new connection if nothing at all has
     * come since that one was sent; those under way keep theirs.
     */
    void unanswered(Moment sent) {
        if (heard.get() == sent.heard() && renewals.compareAndSet(sent.renewals(), sent.renewals() + 1)) {
            LOG.info("{} has not answered in time, and nothing else came: connecting anew.", channel.authority());
            channel.enterIdle();
        }
    }

    private final class Listening implements ClientInterceptor {

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    super.start(new Ear<>(listener), headers);
                }
            };
        }
    }

    private final class Ear<A> extends SimpleForwardingClientCallListener<A> {

        Ear(ClientCall.Listener<A> listener) {
            super(listener);
        }

        @Override
        public void onHeaders(Metadata headers) {
            heard.incrementAndGet();
            super.onHeaders(headers);
        }

        @Override
        public void onMessage(A message) {
            heard.incrementAndGet();
            super.onMessage(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            boolean byUs =
                    status.getCode() == Status.Code.DEADLINE_EXCEEDED || status.getCode() == Status.Code.CANCELLED;
            if (!byUs) {
                heard.incrementAndGet();
            }
            super.onClose(status, trailers);
        }
    }
}
