package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.job.local.Neighbours.Neighbour;
import io.bloomline.job.local.Neighbours.Point;
import io.bloomline.schema.Chunk;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.Generation;
import io.bloomline.schema.MalformedRecordException;
import io.bloomline.schema.Provenance;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A job's results as they are read back.
 *
 * @param answers    what they say
 * @param neighbours for embeddings, the nearest text of another language by key; else empty
 */
record JobResults(List<Answer> answers, Map<String, Neighbour> neighbours) {

    static JobResults ofTranslations(List<ConsumerRecord<byte[], byte[]>> records) throws MalformedRecordException {
        List<Answer> answers = new ArrayList<>();
        for (var found : records) {
            Translation result = read(found, Translation.class);
            answers.add(answer(
                    found,
                    result.getId(),
                    result.getProvenance(),
                    result.getChunk(),
                    result.getTags(),
                    result.getText()));
        }
        return new JobResults(answers, Map.of());
    }

    static JobResults ofGenerations(List<ConsumerRecord<byte[], byte[]>> records) throws MalformedRecordException {
        List<Answer> answers = new ArrayList<>();
        for (var found : records) {
            Generation result = read(found, Generation.class);
            answers.add(answer(
                    found,
                    result.getId(),
                    result.getProvenance(),
                    result.getChunk(),
                    result.getTags(),
                    result.getText()));
        }
        return new JobResults(answers, Map.of());
    }

    /** A vector says what the nearest vector means; one of a chunk says nothing. */
    static JobResults ofEmbeddings(List<ConsumerRecord<byte[], byte[]>> records, List<SampleDocument> documents)
            throws MalformedRecordException {
        Map<String, Phrase> meanings = meanings(documents);
        List<Point> points = new ArrayList<>();
        List<Answer> unspoken = new ArrayList<>();
        for (var found : records) {
            Embedding result = read(found, Embedding.class);
            Answer answer =
                    answer(found, result.getId(), result.getProvenance(), result.getChunk(), result.getTags(), "");
            unspoken.add(answer);
            if (meanings.containsKey(answer.key())) {
                points.add(new Point(answer.key(), String.valueOf(result.getLanguage()), floats(result.getVector())));
            }
        }
        Map<String, Neighbour> neighbours = Neighbours.nearest(points);
        List<Answer> answers = unspoken.stream()
                .map(answer -> answer.saying(meaning(neighbours.get(answer.key()), meanings)))
                .toList();
        return new JobResults(answers, neighbours);
    }

    private static Map<String, Phrase> meanings(List<SampleDocument> documents) {
        Map<String, Phrase> meanings = new HashMap<>();
        for (SampleDocument document : documents) {
            SampleDocument.Content content = document.content();
            Phrase meaning = content == null ? null : content.meaning();
            if (meaning != null) {
                meanings.put(document.id(), meaning);
            }
        }
        return meanings;
    }

    private static String meaning(@Nullable Neighbour neighbour, Map<String, Phrase> meanings) {
        return neighbour == null ? "" : String.valueOf(meanings.get(neighbour.key()));
    }

    private static Answer answer(
            ConsumerRecord<byte[], byte[]> found,
            String id,
            Provenance provenance,
            @Nullable Chunk chunk,
            List<String> tags,
            String said) {
        return new Answer(
                new String(found.key(), UTF_8),
                id,
                provenance.getInputHash(),
                chunk,
                List.copyOf(tags),
                Math.max(0, provenance.getInputTokens()) + Math.max(0, provenance.getOutputTokens()),
                said);
    }

    private static <T extends SpecificRecord> T read(ConsumerRecord<byte[], byte[]> found, Class<T> type)
            throws MalformedRecordException {
        return RecordCodec.of(RecordFormat.JSON, type).read(found.value());
    }

    private static float[] floats(List<Float> numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i);
        }
        return floats;
    }
}
