package io.bloomline.job.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.job.file.JobFile;
import io.bloomline.preparation.Task;
import io.bloomline.schema.Chunk;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.Generation;
import io.bloomline.schema.MalformedRecordException;
import io.bloomline.schema.Provenance;
import io.bloomline.schema.RecordEncoding;
import io.bloomline.schema.Translation;
import io.bloomline.sink.ResultHeaders;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Looks whether a result carries what it must, as far as that can be seen of the record alone. Thread-safe. */
public final class ResultCheck {

    private final ResultReader reader;
    private final ProvenanceCheck provenance;
    private final @Nullable Task task;

    private ResultCheck(RecordEncoding encoding, InstantSource clock, @Nullable Task task) {
        this.reader = new ResultReader(encoding);
        this.provenance = new ProvenanceCheck(clock);
        this.task = task;
    }

    /** For results of a job: they are of its task, and were asked for with its prompts. */
    public static ResultCheck of(JobFile job, InstantSource clock) {
        return new ResultCheck(job.results(), clock, job.task());
    }

    /** For results of any job. */
    public static ResultCheck ofAny(RecordEncoding encoding, InstantSource clock) {
        return new ResultCheck(encoding, clock, null);
    }

    /**
     * What was found.
     *
     * @param faults      what the result doesn't carry as it must
     * @param provenance  its provenance; null where it can't be read
     * @param documentKey key of the document it is about, as far as its own tells
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Checked(List<Fault> faults, @Nullable Provenance provenance, byte[] documentKey) {}

    /**
     * Looks at a result.
     *
     * @param found a record of a topic of results that has a value
     */
    public Checked check(ConsumerRecord<byte[], byte[]> found) {
        List<Fault> faults = new ArrayList<>();
        byte[] key = found.key() == null ? new byte[0] : found.key();
        SpecificRecord body;
        try {
            body = reader.read(found.value());
        } catch (MalformedRecordException unreadable) {
            faults.add(new Fault("value", "is no result: " + unreadable.getMessage()));
            return new Checked(faults, null, key);
        }
        Provenance told =
                (Provenance) body.get(body.getSchema().getField("provenance").pos());
        String ownTask = (String) body.get(body.getSchema().getField("task").pos());
        if (!ownTask.equals(reader.task(body)) || (task != null && !ownTask.equals(task.name()))) {
            faults.add(
                    new Fault("task", "the result is not of task " + (task == null ? reader.task(body) : task.name())));
        }
        provenance.check(
                told,
                reader.task(body),
                (field, wrong) -> faults.add(new Fault("provenance." + field, "provenance." + field + " " + wrong)));
        promptHashes(told, faults);
        headers(found, told, faults);
        byte[] suffix = suffix(body).getBytes(UTF_8);
        if (!endsWith(key, suffix)) {
            faults.add(new Fault("key", "the key doesn't end with the result's language or chunk"));
            return new Checked(faults, told, key);
        }
        return new Checked(faults, told, Arrays.copyOf(key, key.length - suffix.length));
    }

    private void promptHashes(Provenance told, List<Fault> faults) {
        if (task == null) {
            return;
        }
        promptHash("promptHash", told.getPromptHash(), task.promptHashes(), faults);
        String combining = told.getParameters().get(Task.Generate.COMBINE_PROMPT_HASH);
        promptHash("parameters." + Task.Generate.COMBINE_PROMPT_HASH, combining, task.combinePromptHashes(), faults);
    }

    private static void promptHash(String field, @Nullable String hash, Set<String> known, List<Fault> faults) {
        if (hash != null && !known.contains(hash)) {
            faults.add(new Fault(
                    "provenance." + field, "provenance." + field + " is not that of a prompt that the job file names"));
        }
    }

    private static void headers(ConsumerRecord<byte[], byte[]> found, Provenance told, List<Fault> faults) {
        header(found, ResultHeaders.MACHINE_GENERATED, "true", faults);
        header(found, ResultHeaders.MODEL, told.getModel(), faults);
    }

    private static void header(ConsumerRecord<byte[], byte[]> found, String name, String value, List<Fault> faults) {
        int count = 0;
        boolean right = true;
        for (Header header : found.headers().headers(name)) {
            count++;
            right &= Arrays.equals(header.value(), value.getBytes(UTF_8));
        }
        if (count != 1 || !right) {
            faults.add(new Fault(
                    name,
                    count == 0
                            ? "header " + name + " is missing"
                            : count > 1
                                    ? "header " + name + " is there " + count + " times"
                                    : "header " + name + " is not " + value));
        }
    }

    /** What a result's key has behind its document's. */
    private static String suffix(SpecificRecord body) {
        if (body instanceof Translation translation) {
            return "@" + translation.getLanguage();
        }
        Chunk chunk = body instanceof Embedding embedding ? embedding.getChunk() : ((Generation) body).getChunk();
        return chunk == null ? "" : "#" + chunk.getIndex();
    }

    private static boolean endsWith(byte[] key, byte[] suffix) {
        return key.length >= suffix.length
                && Arrays.equals(key, key.length - suffix.length, key.length, suffix, 0, suffix.length);
    }
}
