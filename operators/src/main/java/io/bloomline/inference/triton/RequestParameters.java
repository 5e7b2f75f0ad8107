package io.bloomline.inference.triton;

import io.bloomline.inference.triton.proto.InferParameter;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What every request tells the server beside its tensors. */
final class RequestParameters {

    private final Target target;
    private final CallSettings calls;

    RequestParameters(Target target, CallSettings calls) {
        this.target = target;
        this.calls = calls;
    }

    /** The request for the target's model, with what the settings ask of the server's queue. */
    ModelInferRequest.Builder complete(ModelInferRequest request) {
        ModelInferRequest.Builder complete =
                request.toBuilder().setModelName(target.model()).setModelVersion(target.versionOrEmpty());
        Duration queueTimeout = calls.queueTimeout();
        if (queueTimeout != null) {
            complete.putParameters(
                    "timeout", number(Math.max(1, TimeUnit.NANOSECONDS.toMicros(queueTimeout.toNanos()))));
        }
        Long priority = calls.priority();
        if (priority != null) {
            complete.putParameters("priority", number(priority));
        }
        return complete;
    }

    private static InferParameter number(long value) {
        return InferParameter.newBuilder().setInt64Param(value).build();
    }
}
