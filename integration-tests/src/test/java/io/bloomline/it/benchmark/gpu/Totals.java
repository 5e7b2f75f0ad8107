package io.bloomline.it.benchmark.gpu;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * What a server has answered since its start, as of one moment.
 *
 * @param batches      batches that instances computed
 * @param rows         texts in them
 * @param tokens       tokens of the texts
 * @param paddedTokens tokens once every row is as long as the longest of its batch
 * @param busyNanos    time that instances computed, added up over them
 * @param atNanos      the moment, by a clock that only differences can be taken of
 * @param cpuNanos     processor time that the server's process has used
 */
public record Totals(
        long batches, long rows, long tokens, long paddedTokens, long busyNanos, long atNanos, long cpuNanos) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those of the server that tells them at this port of this machine. */
    public static Totals ask(int port) {
        URI address = URI.create("http://127.0.0.1:" + port + "/totals");
        try (InputStream answer = address.toURL().openStream()) {
            return JSON.readValue(answer, Totals.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulated GPU doesn't answer at " + address, e);
        }
    }

    /** What came between an earlier moment and this one. */
    public Totals since(Totals earlier) {
        return new Totals(
                batches - earlier.batches,
                rows - earlier.rows,
                tokens - earlier.tokens,
                paddedTokens - earlier.paddedTokens,
                busyNanos - earlier.busyNanos,
                atNanos - earlier.atNanos,
                cpuNanos - earlier.cpuNanos);
    }
}
