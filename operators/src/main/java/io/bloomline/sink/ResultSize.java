package io.bloomline.sink;

import io.bloomline.document.Header;
import io.bloomline.document.Outcome;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** How large a result can be at most, without writing it. */
final class ResultSize {

    /** More than the head of a batch, the fields of a record and of each header take. */
    private static final int OVERHEAD = 256;

    /** A character takes this many bytes at most, as JSON's escape sequence. */
    private static final int CHARACTER = 6;

    /** A number, a word or a time, with the comma behind it. */
    private static final int SCALAR = 48;

    private ResultSize() {}

    /** An upper bound of the bytes of its Kafka record, in any format, uncompressed, headers and all. */
    static long atMost(Outcome.Result result) {
        // The model's name is in the body as well, where six times its length are counted.
        long bytes = OVERHEAD + ResultHeaders.OVERHEAD + result.key().length + atMost(result.body());
        for (Header header : result.headers()) {
            byte[] value = header.value();
            bytes += 16 + 3L * header.key().length() + (value == null ? 0 : value.length);
        }
        return bytes;
    }

    private static long atMost(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return SCALAR + (long) CHARACTER * text.length();
        }
        if (value instanceof List<?> list) {
            return SCALAR
                    + (!list.isEmpty() && list.get(0) instanceof Number
                            ? (long) SCALAR * list.size()
                            : list.stream().mapToLong(ResultSize::atMost).sum());
        }
        if (value instanceof Map<?, ?> map) {
            return SCALAR
                    + map.entrySet().stream()
                            .mapToLong(entry -> atMost(entry.getKey()) + atMost(entry.getValue()))
                            .sum();
        }
        if (value instanceof IndexedRecord record) {
            long bytes = SCALAR;
            for (Schema.Field field : record.getSchema().getFields()) {
                bytes += SCALAR + field.name().length() + atMost(record.get(field.pos()));
            }
            return bytes;
        }
        return SCALAR;
    }
}
