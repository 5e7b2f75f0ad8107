package io.bloomline.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.it.guarantee.Seen;
import io.bloomline.it.guarantee.Version;
import io.bloomline.it.support.kserve.ServeToys;
import io.bloomline.it.support.kserve.Toys;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A document of a trial. Its text is its version's name, so that a server tells by what it is asked which one it is.
 *
 * @param version  which it is
 * @param readable whether it is JSON
 */
record Document(Version version, boolean readable) {

    private static final String BETWEEN = " version ";

    ProducerRecord<byte[], byte[]> record(String topic) {
        String value = readable
                ? "{\"id\":\"%s\",\"text\":\"%s\",\"attributes\":{\"version\":\"%d\"}}"
                        .formatted(version.key(), version, version.number())
                : version.toString();
        return new ProducerRecord<>(topic, version.key().getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** What must become of it. */
    String answer() {
        boolean answerable = readable && !version.key().contains(ServeToys.POISON);
        return answerable ? Toys.textFor(version.toString()) : Seen.DEAD_LETTER;
    }

    /** Whether a text names a version. */
    static boolean isNamed(String text) {
        return text.contains(BETWEEN);
    }

    /** The version that a text names. */
    static Version named(String text) {
        int at = text.lastIndexOf(BETWEEN);
        return new Version(text.substring(0, at), Integer.parseInt(text.substring(at + BETWEEN.length())));
    }
}
