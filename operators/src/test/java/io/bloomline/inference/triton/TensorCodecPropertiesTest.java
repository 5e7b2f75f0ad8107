package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelInferResponse.InferOutputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

/** What holds of tensors whatever is in them. */
class TensorCodecPropertiesTest {

    private static final ModelBinding TEXTS = ServedModel.inBatchesOf(100)
            .input("text_input BYTES 1")
            .output("text_output BYTES 1")
            .matchText();

    private static final ModelBinding TOKENS = ServedModel.inBatchesOf(100)
            .input("input_ids INT32 -1")
            .input("attention_mask INT64 -1")
            .output("last_hidden_state FP32 -1 1")
            .matchVectors();

    @Provide
    Arbitrary<String> texts() {
        // Any Unicode, but no half of a surrogate pair: that is refused.
        return Arbitraries.strings().filter(text -> text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    @Provide
    Arbitrary<List<String>> batches() {
        return texts().list().ofMinSize(1).ofMaxSize(20);
    }

    @Property(tries = 300)
    void aServerReadsTheTextsThatWereSent(@ForAll("batches") List<String> texts) {
        ModelInferRequest request = TEXTS.encode(generate(texts), "id");

        assertThat(Asked.inputs(request)).containsExactly("text_input BYTES[" + texts.size() + ", 1] = " + texts);
    }

    @Property(tries = 300)
    void textsComeBackAsTheModelWroteThem(@ForAll("batches") List<String> texts) {
        ModelInferResponse response = Answers.answer()
                .add("text_output", "BYTES", Answers.bytes(texts.toArray(String[]::new)), texts.size(), 1)
                .build();

        assertThat(TEXTS.decode(generate(texts), response))
                .map(answer -> ((Generated) answer).text())
                .isEqualTo(texts.stream().map(String::strip).toList());
    }

    /** A model whose vector of each token is the token's id, and anything where the mask says that none is. */
    @Property(tries = 300)
    void eachTextGetsTheVectorOfItsOwnTokens(
            @ForAll @Size(min = 1, max = 12)
                    List<@Size(min = 1, max = 9) List<@IntRange(min = 1, max = 999) Integer>> ids) {
        List<InferenceRequest> batch = ids.stream()
                .<InferenceRequest>map(text ->
                        new Embed("", text.stream().mapToInt(Integer::intValue).toArray()))
                .toList();
        ModelInferRequest request = TOKENS.encode(batch, "id");
        ByteBuffer sent = request.getRawInputContents(0).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer mask = request.getRawInputContents(1).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[sent.remaining() / Integer.BYTES];
        int tokens = 0;
        for (int i = 0; i < numbers.length; i++) {
            boolean there = mask.getLong(i * Long.BYTES) == 1;
            numbers[i] = there ? sent.getInt(i * Integer.BYTES) : Float.NaN;
            tokens += there ? 1 : 0;
        }
        ModelInferResponse response = Answers.floats(
                        "last_hidden_state", numbers, batch.size(), numbers.length / batch.size(), 1)
                .build();

        assertThat(tokens).isEqualTo(ids.stream().mapToInt(List::size).sum());
        // Scaled to length one, any sum of positive numbers is 1; a NaN of the filling would be refused.
        assertThat(TOKENS.decode(batch, response))
                .allSatisfy(answer -> assertThat(((Embedded) answer).vector()).containsExactly(1));
    }

    @Property
    void sixteenBitsAreTheNumberThatTheirFormatSays(@ForAll short bits) {
        int exponent = (bits >> 10) & 31;
        int fraction = bits & 1023;
        double magnitude = exponent == 0
                ? fraction * Math.pow(2, -24)
                : exponent == 31
                        ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                        : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
        Double expected = bits < 0 ? -magnitude : magnitude;

        assertThat((double) reals("FP16", bits)[0]).isEqualTo(expected);
    }

    @Property
    void aBfloat16IsWhatAFloatBecomesWithoutItsLowerHalf(@ForAll float number) {
        int upper = Float.floatToRawIntBits(number) & 0xffff0000;

        assertThat(reals("BF16", (short) (upper >> 16))[0]).isEqualTo(Float.valueOf(Float.intBitsToFloat(upper)));
    }

    @Property(tries = 500)
    void noBytesWhateverMakeTheReaderFailOtherwiseThanItSays(
            @ForAll byte[] contents,
            @ForAll @Size(max = 3) List<@IntRange(min = -1, max = 5) Integer> shape,
            @ForAll boolean texts) {
        Answers answers = Answers.answer();
        answers.add(
                texts ? "text_output" : "last_hidden_state",
                texts ? "BYTES" : "FP32",
                contents,
                shape.stream().mapToLong(Integer::longValue).toArray());

        Throwable thrown = catchThrowable(() -> {
            if (texts) {
                TEXTS.decode(generate(List.of("a", "b")), answers.build());
            } else {
                TOKENS.decode(List.of(new Embed("", new int[2]), new Embed("", new int[1])), answers.build());
            }
        });

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(FailureException.class);
        }
    }

    @Property
    void aTensorIsAsLargeAsItsShapeSays(
            @ForAll @IntRange(min = 1, max = 50) int rows,
            @ForAll @Size(max = 3) @UniqueElements List<@IntRange(min = 1, max = 9) Integer> fixed,
            @ForAll @IntRange(min = 1, max = 50) int perRow) {
        List<Long> sizes = fixed.stream().map(Integer::longValue).toList();
        for (int varying = 0; varying <= sizes.size(); varying++) {
            Long[] shape = LongStream.concat(LongStream.of(-1), sizes.stream().mapToLong(Long::longValue))
                    .boxed()
                    .toArray(Long[]::new);
            if (varying > 0) {
                shape[varying] = -1L;
            }
            new TensorSpec("t", "INT32", Arrays.asList(shape), false)
                    .shapeFor(true, rows, perRow)
                    .ifPresent(filled -> assertThat(
                                    filled.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact))
                            .isEqualTo((long) rows * perRow));
        }
    }

    private static List<InferenceRequest> generate(List<String> texts) {
        return texts.stream()
                .<InferenceRequest>map(text -> new Generate(text, new int[1], GenerationParameters.greedy(8)))
                .toList();
    }

    private static float[] reals(String datatype, short bits) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ModelInferResponse response = ModelInferResponse.newBuilder()
                .addOutputs(InferOutputTensor.newBuilder()
                        .setName("t")
                        .setDatatype(datatype)
                        .addShape(1))
                .addRawOutputContents(ByteString.copyFrom(bytes.putShort(bits).flip()))
                .build();
        return TensorReader.find(response, new TensorSpec("t", datatype, List.of(1L), false))
                .orElseThrow()
                .reals();
    }
}
