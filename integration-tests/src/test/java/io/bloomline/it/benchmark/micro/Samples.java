package io.bloomline.it.benchmark.micro;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.Tokenizer;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Dialogue.Ask;
import io.bloomline.preparation.Dialogue.Done;
import io.bloomline.preparation.Draft;
import io.bloomline.preparation.Preparation;
import io.bloomline.preparation.Task;
import io.bloomline.result.ResultAssembler;
import io.bloomline.schema.Document;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Documents of about 500 characters, and vectors of 384 numbers; the same in each run. */
public final class Samples {

    private static final int DIMENSIONS = 384;
    private static final int SHORTEST = 400;
    private static final int LONGEST = 600;
    private static final long SEED = 7;

    /** Documents of a sample: what one batch takes. */
    public static final int BATCH = 64;

    /** About of length 1, as models that normalise have them. */
    public static final float[] VECTOR = vector();

    static final String ENDPOINT = "grpc://gpu-1.example:8001";
    static final ModelDescription MODEL = new ModelDescription(
            "sample", "1", "Apache-2.0", ENDPOINT, Output.VECTOR, 4_096, BATCH, 1, false, Set.of());
    /** A token per character, as good as for nothing. */
    static final Tokenizer TOKENIZER = text -> new int[text.length()];

    static final ResultAssembler ASSEMBLER = new ResultAssembler("embed", MODEL, TOKENIZER, InstantSource.system());
    static final InferenceResponse RESPONSE = new InferenceResponse.Embedded(VECTOR);
    static final List<Answer> ANSWERS = List.of(new Answer(RESPONSE, "1", ENDPOINT));

    private Samples() {}

    /** As many documents as one batch takes. */
    public static List<Document> documents() {
        Random random = new Random(SEED);
        return IntStream.range(0, BATCH)
                .mapToObj(number -> Document.newBuilder()
                        .setId("doc-" + number)
                        .setText(text(random))
                        .setLanguage("en")
                        .setAttributes(new HashMap<>(Map.of("shop", "7", "kind", "product")))
                        .build())
                .toList();
    }

    static List<byte[]> bytes(RecordFormat format) {
        RecordCodec<Document> codec = RecordCodec.of(format, Document.class);
        return documents().stream().map(codec::write).toList();
    }

    /** The documents in Avro, as they come from Kafka. */
    static List<SourceRecord> records() {
        List<byte[]> values = bytes(RecordFormat.AVRO);
        return IntStream.range(0, BATCH)
                .mapToObj(number -> new SourceRecord(
                        "documents",
                        0,
                        number,
                        0,
                        ("doc-" + number).getBytes(StandardCharsets.UTF_8),
                        values.get(number),
                        List.of()))
                .toList();
    }

    static Embedding embedding() {
        Document document = documents().get(0);
        Outcome outcome = ASSEMBLER
                .assemble(records().get(0), document, document.getText(), drafts((Ask<List<Draft>>)
                        Preparation.of(new Task.Embed(0), LanguagePolicy.DEFAULT, MODEL, TOKENIZER)
                                .prepare(document)))
                .get(0);
        return (Embedding) ((Outcome.Result) outcome).body();
    }

    /** What comes of a document whose requests are answered. */
    static List<Draft> drafts(Ask<List<Draft>> asked) {
        return ((Done<List<Draft>>) asked.then().apply(ANSWERS)).result();
    }

    private static float[] vector() {
        Random random = new Random(SEED);
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (random.nextGaussian() / Math.sqrt(DIMENSIONS));
        }
        return vector;
    }

    private static String text(Random random) {
        int length = SHORTEST + random.nextInt(LONGEST - SHORTEST);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Integer.toString(random.nextInt(100_000), Character.MAX_RADIX))
                    .append(' ');
        }
        return text.toString();
    }
}
