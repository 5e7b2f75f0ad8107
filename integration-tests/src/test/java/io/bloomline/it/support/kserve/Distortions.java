package io.bloomline.it.support.kserve;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.InferParameter;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelInferResponse.InferOutputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Ways in which an answer can be wrong: each changes its first output, or what stands around it. */
public final class Distortions {

    private Distortions() {}

    /** The last row is missing, consistently. */
    public static ModelInferResponse withoutLastRow(ModelInferResponse answer) {
        InferOutputTensor output = answer.getOutputs(0);
        long rows = output.getShape(0);
        ByteString raw = answer.getRawOutputContents(0);
        return with(answer, output.toBuilder().setShape(0, rows - 1).build(), firstRows(output, raw, rows - 1));
    }

    /** A row that nobody asked for. */
    public static ModelInferResponse withOneRowMore(ModelInferResponse answer) {
        InferOutputTensor output = answer.getOutputs(0);
        long rows = output.getShape(0);
        ByteString raw = answer.getRawOutputContents(0);
        return with(answer, output.toBuilder().setShape(0, rows + 1).build(), raw.concat(firstRows(output, raw, 1)));
    }

    /** Data that end before the shape says so. */
    public static ModelInferResponse cutShort(ModelInferResponse answer) {
        ByteString raw = answer.getRawOutputContents(0);
        return with(answer, answer.getOutputs(0), raw.substring(0, raw.size() - 1));
    }

    /** The tensor's description without its data. */
    public static ModelInferResponse withoutData(ModelInferResponse answer) {
        return answer.toBuilder().clearRawOutputContents().build();
    }

    /** No output at all. */
    public static ModelInferResponse empty(ModelInferResponse answer) {
        return answer.toBuilder().clearOutputs().clearRawOutputContents().build();
    }

    /** An output of another name. */
    public static ModelInferResponse renamed(ModelInferResponse answer) {
        return with(
                answer,
                answer.getOutputs(0).toBuilder().setName("something_else").build(),
                answer.getRawOutputContents(0));
    }

    /** A type that the model hasn't declared. */
    public static ModelInferResponse retyped(ModelInferResponse answer) {
        return with(
                answer, answer.getOutputs(0).toBuilder().setDatatype("INT16").build(), answer.getRawOutputContents(0));
    }

    /** One dimension more. */
    public static ModelInferResponse nested(ModelInferResponse answer) {
        return with(answer, answer.getOutputs(0).toBuilder().addShape(1).build(), answer.getRawOutputContents(0));
    }

    /** A negative dimension, and one so large that the product overflows. */
    public static ModelInferResponse absurdShape(ModelInferResponse answer) {
        return with(
                answer,
                answer.getOutputs(0).toBuilder()
                        .clearShape()
                        .addShape(-1)
                        .addShape(Long.MAX_VALUE)
                        .build(),
                answer.getRawOutputContents(0));
    }

    /** The answer to another request. */
    public static ModelInferResponse otherId(ModelInferResponse answer) {
        return answer.toBuilder().setId("somebody-else").build();
    }

    /** Numbers whose first isn't one. */
    public static ModelInferResponse notANumber(ModelInferResponse answer) {
        return firstNumber(answer, Float.NaN);
    }

    /** Numbers whose first has no end. */
    public static ModelInferResponse infinite(ModelInferResponse answer) {
        return firstNumber(answer, Float.NEGATIVE_INFINITY);
    }

    /** Nothing but zeros. */
    public static ModelInferResponse zeros(ModelInferResponse answer) {
        return with(
                answer,
                answer.getOutputs(0),
                ByteString.copyFrom(new byte[answer.getRawOutputContents(0).size()]));
    }

    /** Texts that are no UTF-8. */
    public static ModelInferResponse notUtf8(ModelInferResponse answer) {
        byte[] raw = answer.getRawOutputContents(0).toByteArray();
        Arrays.fill(raw, Integer.BYTES, Integer.BYTES + lengthAt(raw, 0), (byte) 0xC3);
        return with(answer, answer.getOutputs(0), ByteString.copyFrom(raw));
    }

    /** A text whose length goes beyond the data. */
    public static ModelInferResponse tooLong(ModelInferResponse answer) {
        return firstLength(answer, Integer.MAX_VALUE);
    }

    /** A text whose length is below zero. */
    public static ModelInferResponse negativeLength(ModelInferResponse answer) {
        return firstLength(answer, -1);
    }

    /** Parameters, as models may add them; nobody should mind. */
    public static ModelInferResponse withParameters(ModelInferResponse answer) {
        return answer.toBuilder()
                .putParameters("x-anything", InferParameter.getDefaultInstance())
                .build();
    }

    /** Those that only another model can give, by name. */
    public static Map<String, UnaryOperator<ModelInferResponse>> ofAnotherModel() {
        return Map.of("another output", Distortions::renamed, "another type", Distortions::retyped);
    }

    /** All of them that spoil a vector, by name. */
    public static Map<String, UnaryOperator<ModelInferResponse>> ofVectors() {
        return Map.ofEntries(
                Map.entry("a row is missing", Distortions::withoutLastRow),
                Map.entry("a row too many", Distortions::withOneRowMore),
                Map.entry("data are cut short", Distortions::cutShort),
                Map.entry("no data", Distortions::withoutData),
                Map.entry("no outputs", Distortions::empty),
                Map.entry("a dimension too many", Distortions::nested),
                Map.entry("absurd shape", Distortions::absurdShape),
                Map.entry("another's answer", Distortions::otherId),
                Map.entry("NaN", Distortions::notANumber),
                Map.entry("infinity", Distortions::infinite),
                Map.entry("zeros", Distortions::zeros));
    }

    /** All of them that spoil a text, by name. */
    public static Map<String, UnaryOperator<ModelInferResponse>> ofTexts() {
        return Map.ofEntries(
                Map.entry("a row is missing", Distortions::withoutLastRow),
                Map.entry("a row too many", Distortions::withOneRowMore),
                Map.entry("data are cut short", Distortions::cutShort),
                Map.entry("no data", Distortions::withoutData),
                Map.entry("no outputs", Distortions::empty),
                Map.entry("absurd shape", Distortions::absurdShape),
                Map.entry("another's answer", Distortions::otherId),
                Map.entry("no UTF-8", Distortions::notUtf8),
                Map.entry("length beyond the data", Distortions::tooLong),
                Map.entry("negative length", Distortions::negativeLength));
    }

    private static ModelInferResponse firstNumber(ModelInferResponse answer, float number) {
        byte[] raw = answer.getRawOutputContents(0).toByteArray();
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, number);
        return with(answer, answer.getOutputs(0), ByteString.copyFrom(raw));
    }

    private static ModelInferResponse firstLength(ModelInferResponse answer, int length) {
        byte[] raw = answer.getRawOutputContents(0).toByteArray();
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putInt(0, length);
        return with(answer, answer.getOutputs(0), ByteString.copyFrom(raw));
    }

    private static ByteString firstRows(InferOutputTensor output, ByteString raw, long rows) {
        if (!output.getDatatype().equals("BYTES")) {
            return raw.substring(0, (int) (raw.size() / output.getShape(0) * rows));
        }
        byte[] bytes = raw.toByteArray();
        int end = 0;
        for (long row = 0; row < rows; row++) {
            end += Integer.BYTES + lengthAt(bytes, end);
        }
        return raw.substring(0, end);
    }

    private static int lengthAt(byte[] raw, int place) {
        return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).getInt(place);
    }

    private static ModelInferResponse with(ModelInferResponse answer, InferOutputTensor output, ByteString raw) {
        return answer.toBuilder()
                .setOutputs(0, output)
                .setRawOutputContents(0, raw)
                .build();
    }
}
