package io.bloomline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.document.Header;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Kafka headers by which every result says that a machine made it, so that whoever passes it on can tell without reading
 * it: BLOOM's RAIL licence asks for it, and article 50 of the EU's AI Act. A document's own headers of these names are left
 * out, or it could say otherwise. Thread-safe.
 */
public final class ResultHeaders {

    /** {@code true} on every result; vectors are marked like texts, so that nobody needs to know which is which. */
    public static final String MACHINE_GENERATED = "bloomline.machine-generated";

    /** Name of the model that made it, in UTF-8. */
    public static final String MODEL = "bloomline.model";

    /** More than the two take in a record, besides the model's name. */
    static final int OVERHEAD = 96;

    private static final RecordHeader MARK = new RecordHeader(MACHINE_GENERATED, "true".getBytes(UTF_8));

    private final Map<String, RecordHeader> models = new ConcurrentHashMap<>();

    /** Says of a record that this model made it. */
    void mark(ProducerRecord<byte[], byte[]> result, String model) {
        result.headers()
                .add(MARK)
                .add(models.computeIfAbsent(model, name -> new RecordHeader(MODEL, name.getBytes(UTF_8))));
    }

    /** Carries a document's own headers over. */
    static void carryOver(List<Header> own, Headers to) {
        for (Header header : own) {
            if (!header.key().equals(MACHINE_GENERATED) && !header.key().equals(MODEL)) {
                to.add(header.key(), header.value());
            }
        }
    }
}
