package io.bloomline.it.support.kserve;

import static io.bloomline.it.support.kserve.PlainClient.flag;
import static io.bloomline.it.support.kserve.PlainClient.ids;
import static io.bloomline.it.support.kserve.PlainClient.longs;
import static io.bloomline.it.support.kserve.PlainClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.InferParameter;
import io.bloomline.inference.triton.proto.ModelConfigRequest;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferInputTensor;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelMetadataRequest;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelReadyRequest;
import io.bloomline.inference.triton.proto.ModelStreamInferResponse;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server answers as the real one was seen to. */
class KServeServerTest {

    private final KServeServer server = KServeServer.ofToys(Options.PLAIN);
    private final PlainClient client = new PlainClient(server.port());

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void describesModelsWithTheBatchDimensionInMetadataOnly() {
        ModelMetadataResponse metadata = client.stub()
                .modelMetadata(ModelMetadataRequest.newBuilder()
                        .setName(KServeServer.VECTORS)
                        .build());
        assertThat(metadata.getInputs(0).getShapeList()).containsExactly(-1L, -1L);
        assertThat(metadata.getInputs(0).getDatatype()).isEqualTo("INT64");
        assertThat(metadata.getVersionsList()).containsExactly("1");
        assertThat(client.stub()
                        .modelConfig(ModelConfigRequest.newBuilder()
                                .setName(KServeServer.VECTORS)
                                .build())
                        .getConfig()
                        .getInput(0)
                        .getDimsList())
                .containsExactly(-1L);
    }

    @Test
    void answersTheTextsOfABatchInItsOrder() {
        ModelInferResponse response =
                client.ask(text(KServeServer.TEXT, "one", "two").build());
        assertThat(response.getId()).isEqualTo("r-1");
        assertThat(response.getModelVersion()).isEqualTo("1");
        assertThat(response.getRawOutputContents(0))
                .isEqualTo(Answers.stringBytes(List.of(" " + Toys.textFor("one"), " " + Toys.textFor("two"))));
    }

    @Test
    void makesVectorsOfWhatTheMaskLeaves() {
        ModelInferResponse response = client.ask(ids(2, 3, new long[] {7, 8, 0, 0, 0, 9}, new long[] {1, 1, 0, 0, 0, 1})
                .addOutputs(ModelInferRequest.InferRequestedOutputTensor.newBuilder()
                        .setName("sentence_embedding"))
                .build());
        assertThat(response.getOutputsCount()).isOne();
        float[] numbers = new float[16];
        response.getRawOutputContents(0)
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        assertThat(Arrays.copyOfRange(numbers, 0, 8)).containsExactly(Toys.vectorFor(new int[] {7, 8}));
        assertThat(Arrays.copyOfRange(numbers, 8, 16)).containsExactly(Toys.vectorFor(new int[] {9}));
    }

    @Test
    void streamsPartsAndMarksTheLast() {
        ModelInferRequest request = text(KServeServer.STREAMED_TEXT, "one")
                .addInputs(InferInputTensor.newBuilder()
                        .setName("stream")
                        .setDatatype("BOOL")
                        .addShape(1))
                .addRawInputContents(flag(true))
                .addInputs(InferInputTensor.newBuilder()
                        .setName("exclude_input_in_output")
                        .setDatatype("BOOL")
                        .addShape(1))
                .addRawInputContents(flag(true))
                .build();
        List<ModelStreamInferResponse> messages = client.askOverStream(request);
        assertThat(messages).hasSizeGreaterThan(1);
        assertThat(messages.stream().map(KServeServerTest::isFinal)).endsWith(true);
        assertThat(messages.stream().filter(KServeServerTest::isFinal)).hasSize(1);
        ByteString text = messages.stream()
                .map(message ->
                        message.getInferResponse().getRawOutputContents(0).substring(Integer.BYTES))
                .reduce(ByteString.EMPTY, ByteString::concat);
        assertThat(text.toStringUtf8()).isEqualTo(" " + Toys.textFor("one"));
    }

    @Test
    void sendsAnEmptyLastMessageToWhomAsksForIt() {
        try (KServeServer other = KServeServer.ofToys(Options.PLAIN.withEmptyLast());
                PlainClient its = new PlainClient(other.port())) {
            ModelInferRequest request = text(KServeServer.STREAMED_TEXT, "one").build();
            assertThat(its.askOverStream(request)).hasSize(1).noneMatch(KServeServerTest::isFinal);
            assertThat(its.askOverStream(request.toBuilder()
                            .putParameters(
                                    "triton_enable_empty_final_response",
                                    InferParameter.newBuilder()
                                            .setBoolParam(true)
                                            .build())
                            .build()))
                    .hasSize(2)
                    .element(1)
                    .satisfies(message -> {
                        assertThat(isFinal(message)).isTrue();
                        assertThat(message.getInferResponse().getOutputsList()).isEmpty();
                    });
        }
    }

    @Test
    void saysOverAStreamWhatIsWrongAsTextAndGoesOn() {
        List<ModelStreamInferResponse> messages = client.askOverStream(
                text("nobody", "one").setId("a").build(),
                text(KServeServer.STREAMED_TEXT, "one").setId("b").build());
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).getErrorMessage()).contains("'nobody' is not found");
        assertThat(messages.get(0).getInferResponse().getId()).isEqualTo("a");
        assertThat(messages.get(1).getInferResponse().getId()).isEqualTo("b");
    }

    @Test
    void refusesWhatItDoesNotServe() {
        assertThat(client.refusal(text("nobody", "one").build()))
                .satisfies(is(Code.NOT_FOUND, "Request for unknown model: 'nobody' is not found"));
        assertThat(client.refusal(
                        text(KServeServer.TEXT, "one").setModelVersion("9").build()))
                .satisfies(is(Code.NOT_FOUND, "version 9 is not found"));
        assertThat(client.refusal(
                        text(KServeServer.TEXT, "one").setModelVersion("x").build()))
                .satisfies(is(Code.INVALID_ARGUMENT, "failed to get model version from specified version string"));
        assertThat(client.refusal(text(KServeServer.STREAMED_TEXT, "one").build()))
                .satisfies(is(Code.UNIMPLEMENTED, "decoupled transaction policy"));
    }

    @Test
    void refusesForAWhileWhatIsUnloaded() {
        ModelReadyRequest ready =
                ModelReadyRequest.newBuilder().setName(KServeServer.TEXT).build();
        assertThat(client.stub().modelReady(ready).getReady()).isTrue();
        server.unload(KServeServer.TEXT);
        assertThat(client.stub().modelReady(ready).getReady()).isFalse();
        assertThat(client.refusal(text(KServeServer.TEXT, "one").build()))
                .satisfies(is(Code.NOT_FOUND, "has no available versions"));
        assertThat(client.refusal(
                        text(KServeServer.TEXT, "one").setModelVersion("1").build()))
                .satisfies(is(Code.UNAVAILABLE, "version 1 is not at ready state"));
        server.load(KServeServer.TEXT);
        assertThat(client.ask(text(KServeServer.TEXT, "one").build()).getOutputsCount())
                .isOne();
    }

    @Test
    void refusesWhatDoesNotFit() {
        ModelInferRequest two = ids(1, 2, new long[] {7, 8}, new long[] {1, 1}).build();
        assertThat(client.refusal(two.toBuilder()
                        .removeInputs(1)
                        .clearRawInputContents()
                        .addRawInputContents(longs(7, 8))
                        .build()))
                .satisfies(is(Code.INVALID_ARGUMENT, "expected 2 inputs but got 1"));
        assertThat(client.refusal(two.toBuilder()
                        .setInputs(1, two.getInputs(1).toBuilder().setName("mask"))
                        .build()))
                .satisfies(is(Code.INVALID_ARGUMENT, "unexpected inference input 'mask'"));
        assertThat(client.refusal(two.toBuilder()
                        .setInputs(0, two.getInputs(0).toBuilder().setDatatype("INT32"))
                        .build()))
                .satisfies(is(Code.INVALID_ARGUMENT, "data-type is 'INT32', but model"));
        assertThat(client.refusal(two.toBuilder()
                        .setInputs(0, two.getInputs(0).toBuilder().clearShape().addShape(2))
                        .build()))
                .satisfies(is(Code.INVALID_ARGUMENT, "Expected [-1,-1], got [2]"));
        assertThat(client.refusal(
                        two.toBuilder().setRawInputContents(0, longs(7)).build()))
                .satisfies(is(Code.INVALID_ARGUMENT, "input byte size mismatch"));
        assertThat(client.refusal(ids(65, 1, new long[65], new long[65]).build()))
                .satisfies(is(Code.INVALID_ARGUMENT, "inference request batch-size must be <= 64"));
        assertThat(client.refusal(text(KServeServer.TEXT, "one")
                        .setRawInputContents(0, Answers.stringBytes(List.of("one", "two")))
                        .build()))
                .satisfies(is(Code.INVALID_ARGUMENT, "expected 1 string elements"));
    }

    @Test
    void followsItsScriptCallByCall() {
        server.follow(Script.next(
                Reaction.fail(Code.UNAVAILABLE, "Exceeds maximum queue size"),
                Reaction.distorted(Distortions::withoutLastRow)));
        ModelInferRequest request = text(KServeServer.TEXT, "one", "two").build();
        assertThat(client.refusal(request)).satisfies(is(Code.UNAVAILABLE, "Exceeds maximum queue size"));
        assertThat(client.ask(request).getOutputs(0).getShape(0)).isOne();
        assertThat(client.ask(request).getOutputs(0).getShape(0)).isEqualTo(2);
        assertThat(server.calls()).hasSize(3).allSatisfy(call -> {
            assertThat(call.rows()).containsExactly("one", "two");
            assertThat(call.timeLeft()).isNotNull();
        });
    }

    @Test
    void comesBackOnItsPort() {
        int port = server.port();
        server.stop();
        assertThat(client.refusal(text(KServeServer.TEXT, "one").build()).getCode())
                .isEqualTo(Code.UNAVAILABLE);
        server.start();
        assertThat(server.port()).isEqualTo(port);
        try (PlainClient again = new PlainClient(port)) {
            assertThat(again.ask(text(KServeServer.TEXT, "one").build()).getOutputsCount())
                    .isOne();
        }
    }

    @Test
    void guardsItsDoor() {
        server.guard((method, headers) -> Status.UNAUTHENTICATED.withDescription("who are you"));
        assertThatThrownBy(() -> client.stub().modelReady(ModelReadyRequest.getDefaultInstance()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("who are you");
    }

    @Test
    void losesItsConnectionsWhenTheCableIsCut() {
        try (Cable cable = Cable.to(server.port());
                PlainClient behind = new PlainClient(cable.port())) {
            ModelInferRequest request = text(KServeServer.TEXT, "one").build();
            assertThat(behind.ask(request).getOutputsCount()).isOne();
            server.follow(call -> exchange -> cable.cut());
            assertThat(behind.refusal(request).getCode()).isEqualTo(Code.UNAVAILABLE);
            server.follow(Script.FAITHFUL);
            cable.mend();
            assertThat(behind.stub().withWaitForReady().modelInfer(request).getOutputsCount())
                    .isOne();
        }
    }

    private static Consumer<Status> is(Code code, String part) {
        return status -> {
            assertThat(status.getCode()).isEqualTo(code);
            assertThat(status.getDescription()).contains(part);
        };
    }

    private static boolean isFinal(ModelStreamInferResponse message) {
        return message.getInferResponse()
                .getParametersOrDefault("triton_final_response", InferParameter.getDefaultInstance())
                .getBoolParam();
    }
}
