package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What became of the document that is opted out.
 *
 * @param deleted keys of a job's results that have a null value
 */
record OptedOut(Set<String> deleted) {

    /** Topic of those who are opted out. */
    static final String TOPIC = "opt-outs";

    /** The document, to which the model would know an answer. */
    static final SampleDocument DOCUMENT =
            SampleDocument.of("opted-out", new SampleDocument.Content("lundi", "fr", null));

    static OptedOut of(List<ConsumerRecord<byte[], byte[]>> records) {
        return new OptedOut(records.stream()
                .filter(found -> found.value() == null)
                .map(found -> new String(found.key(), UTF_8))
                .collect(Collectors.toSet()));
    }

    /** Whether each key that its results would have is deleted, and no other. */
    boolean isHeededBy(DemoJob job) {
        return deleted.equals(
                job == DemoJob.TRANSLATE
                        ? SampleDocuments.TARGETS.stream()
                                .map(language -> DOCUMENT.id() + "@" + language)
                                .collect(Collectors.toSet())
                        : Set.of(DOCUMENT.id()));
    }
}
