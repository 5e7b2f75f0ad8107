package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelParameter;
import io.bloomline.inference.triton.proto.ModelTransactionPolicy;
import java.util.List;

/**
 * What a served model says of itself.
 *
 * @param name         name in requests
 * @param version      the one version that is served
 * @param backend      what runs it, such as {@code python}
 * @param platform     what metadata call that
 * @param maxBatchSize most requests of a batch; 0 when it has no batch dimension
 * @param decoupled    whether it answers in any number of messages, so over streams only
 * @param inputs       what it reads
 * @param outputs      what it writes
 */
record Signature(
        String name,
        String version,
        String backend,
        String platform,
        int maxBatchSize,
        boolean decoupled,
        List<Tensor> inputs,
        List<Tensor> outputs) {

    private static final String LICENCE = "Apache-2.0";

    boolean batched() {
        return maxBatchSize > 0;
    }

    ModelMetadataResponse metadata() {
        ModelMetadataResponse.Builder metadata = ModelMetadataResponse.newBuilder()
                .setName(name)
                .addVersions(version)
                .setPlatform(platform);
        inputs.forEach(input -> metadata.addInputs(input.metadata(batched())));
        outputs.forEach(output -> metadata.addOutputs(output.metadata(batched())));
        return metadata.build();
    }

    ModelConfig config() {
        ModelConfig.Builder config = ModelConfig.newBuilder()
                .setName(name)
                .setBackend(backend)
                .setPlatform(platform)
                .setMaxBatchSize(maxBatchSize)
                .putParameters(
                        "license",
                        ModelParameter.newBuilder().setStringValue(LICENCE).build())
                .setModelTransactionPolicy(ModelTransactionPolicy.newBuilder().setDecoupled(decoupled));
        inputs.forEach(input -> config.addInput(input.asInput()));
        outputs.forEach(output -> config.addOutput(output.asOutput()));
        return config.build();
    }
}
