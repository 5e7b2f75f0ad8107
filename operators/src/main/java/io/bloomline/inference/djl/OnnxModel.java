package io.bloomline.inference.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.onnxruntime.engine.OrtEngine;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** An ONNX file, loaded. Thread-safe; the one who closes it sees to it that no computation is under way. */
final class OnnxModel implements AutoCloseable {

    private final Model model;
    private final Signature signature;

    private OnnxModel(Model model, Signature signature) {
        this.model = model;
        this.signature = signature;
    }

    /**
     * Loads the file, and what lies beside it when its weights do.
     *
     * @param coresPerBatch threads that compute one batch
     */
    static OnnxModel load(Path file, int coresPerBatch) {
        Model model = Model.newInstance(file.getFileName().toString(), Device.cpu(), OrtEngine.ENGINE_NAME);
        try {
            // DJL would open the session itself, but then hide it, and with it the only description of the signature.
            OrtSession session = openSession(file, coresPerBatch);
            model.setBlock(new OrtSymbolBlock(session, (OrtNDManager) model.getNDManager()));
            return new OnnxModel(
                    model,
                    new SignatureReader(
                                    file,
                                    tensors(session.getInputInfo().values()),
                                    tensors(session.getOutputInfo().values()))
                            .read());
        } catch (OrtException e) {
            model.close();
            throw new FailureException(
                    Failure.misconfigured(
                            "model-unreadable",
                            "Model " + file + " can't be loaded: " + e.getMessage()
                                    + ". Copy it again, with the file of its weights if it has one, or export it again."),
                    e);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    Signature signature() {
        return signature;
    }

    /** Opens what one batch is computed with. */
    Computation newComputation() {
        return new Computation(model);
    }

    /** Tensors that computations hold at this moment. */
    int openTensors() {
        return model.getNDManager().getManagedArrays().size();
    }

    @Override
    public void close() {
        model.close();
    }

    private static OrtSession openSession(Path file, int coresPerBatch) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(coresPerBatch);
            // An idle thread that spins takes the core from the rest of this process.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // It would remember a plan for every pair of batch size and text length, for ever.
            options.setMemoryPatternOptimization(false);
            // Errors come as exceptions; the log would repeat them on the console.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
        }
    }

    private static List<Tensor> tensors(Collection<NodeInfo> nodes) {
        return nodes.stream().map(Tensor::of).toList();
    }
}
