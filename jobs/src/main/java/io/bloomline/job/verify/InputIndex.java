package io.bloomline.job.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.document.Sha256;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.FailureException;
import io.bloomline.schema.Document;
import io.bloomline.source.RecordReader;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which texts the documents of some keys have, in all their versions that the source topics still hold. Memory is bounded by
 * looking at one share of the keys at a time.
 */
final class InputIndex {

    private final RecordReader reader;
    private final int shares;
    private final int share;
    private final boolean complete;
    private final Fingerprints keys;
    private final Fingerprints texts;
    private final Fingerprints versions;

    /** Whether a result's input hash is that of a document. */
    enum Match {
        /** It is. */
        MATCHES,
        /** The documents of its key are there, and it is none of theirs. */
        DIFFERS,
        /** The source topics don't hold that document any more, as far as one can see. */
        NOT_CHECKABLE
    }

    /**
     * Knows nothing yet.
     *
     * @param shares   how many shares the keys are in
     * @param share    which of them this is about
     * @param complete whether the source topics still hold every record they ever had
     * @param expected about how many documents are in a share
     */
    InputIndex(RecordReader reader, int shares, int share, boolean complete, int expected) {
        this.reader = reader;
        this.shares = shares;
        this.share = share;
        this.complete = complete;
        this.keys = new Fingerprints(expected);
        this.texts = new Fingerprints(expected);
        this.versions = new Fingerprints(expected);
    }

    /** Takes a document in, if it is one, and of this share. */
    void add(ConsumerRecord<byte[], byte[]> found) {
        if (found.value() == null || (found.key() != null && !isOfShare(found.key()))) {
            return;
        }
        Document document;
        try {
            document = reader.read(
                    new SourceRecord(
                            found.topic(),
                            found.partition(),
                            found.offset(),
                            found.timestamp(),
                            found.key(),
                            found.value(),
                            List.of()),
                    found.value());
        } catch (FailureException unreadable) {
            return; // it has a dead letter, and no result
        }
        byte[] key = found.key() != null ? found.key() : document.getId().getBytes(UTF_8);
        if (isOfShare(key)) {
            keys.add(key);
            texts.add(key, Sha256.hex(document.getText().getBytes(UTF_8)).getBytes(US_ASCII));
            versions.add(key, time(found.timestamp()));
        }
    }

    /** Whether the documents of a key are in this share. */
    boolean isOfShare(byte[] key) {
        return shares == 1 || Long.remainderUnsigned(keys.of(key), shares) == share;
    }

    /**
     * Compares a result with the documents of its key.
     *
     * @param key       the document's key, of this share
     * @param inputHash what the result says
     * @param timestamp Kafka timestamp of the result, which is its document's
     */
    Match match(byte[] key, String inputHash, long timestamp) {
        if (texts.contains(key, inputHash.getBytes(US_ASCII))) {
            return Match.MATCHES;
        }
        boolean sameVersion = versions.contains(key, time(timestamp));
        return sameVersion || (complete && keys.contains(key)) ? Match.DIFFERS : Match.NOT_CHECKABLE;
    }

    private static byte[] time(long timestamp) {
        return ByteBuffer.allocate(Long.BYTES).putLong(timestamp).array();
    }
}
