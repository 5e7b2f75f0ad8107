package io.bloomline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a reader promises of any bytes: a record, or the declared refusal, at a price that the bytes are worth. */
final class ReadOrRefused {

    /** What reading costs in memory whatever the bytes: buffers of parsers and decoders. */
    private static final long FIXED_ALLOCATION = 4_000_000;

    private static final long MOST_ALLOCATION_PER_BYTE = 64;

    /** Of processor time, which other work on the machine doesn't lengthen. What is quadratic takes longer by far. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ReadOrRefused() {}

    /** Reads one record. */
    interface Read {
        Object read(byte[] bytes) throws MalformedRecordException;
    }

    /** Holds a reader to it. */
    static void check(Read reader, byte[] bytes) {
        MalformedRecordException refusal = refusal(reader, bytes);
        if (refusal != null) {
            assertThat(refusal.code()).matches("[a-z0-9-]+");
            assertThat(refusal.getMessage()).endsWith(".");
        }
    }

    /** Why the bytes were refused, or null; whatever else is thrown fails the test, and so does too high a price. */
    static @Nullable MalformedRecordException refusal(Read reader, byte[] bytes) {
        long allocatedBefore = Allocation.ofThisThread();
        long busyBefore = THREADS.getCurrentThreadCpuTime();
        try {
            reader.read(bytes);
            return null;
        } catch (MalformedRecordException e) {
            return e;
        } finally {
            assertThat(Allocation.ofThisThread() - allocatedBefore)
                    .as("bytes allocated for %d bytes", bytes.length)
                    .isLessThan(FIXED_ALLOCATION + MOST_ALLOCATION_PER_BYTE * bytes.length);
            assertThat(THREADS.getCurrentThreadCpuTime() - busyBefore)
                    .as("nanoseconds for %d bytes", bytes.length)
                    .isLessThan(LONGEST.toNanos());
        }
    }
}
