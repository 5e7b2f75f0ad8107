package io.bloomline.it.benchmark.gpu;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelInferResponse.InferOutputTensor;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;

/** One of the models that the server has: what it says of itself, and its answers. Thread-safe. */
sealed interface Answerer permits Embedder, Writer {

    String name();

    /** Adds its inputs and outputs. */
    void describe(ModelMetadataResponse.Builder metadata);

    /** Adds its inputs and outputs. */
    void describe(ModelConfig.Builder config);

    /** Name, type and shape of the answer to so many texts. */
    InferOutputTensor output(int rows);

    /** The answer itself, little-endian. */
    ByteString answer(TextRows texts);
}
