package io.bloomline.it.benchmark.gpu;

import java.util.List;

/**
 * A batch on an instance of the model.
 *
 * @param queries   whose texts are in it
 * @param rows      number of texts
 * @param longest   tokens of the longest
 * @param tokens    tokens of all of them
 * @param startedAt when the instance began, in nanoseconds of the server's clock
 * @param endsAt    when it is done
 */
record Execution(List<Query> queries, int rows, int longest, long tokens, long startedAt, long endsAt) {

    /** Begins a batch. */
    static Execution of(List<Query> queries, long startedAt, ServiceTime serviceTime) {
        int rows = 0;
        int longest = 0;
        long tokens = 0;
        for (Query query : queries) {
            rows += query.rows();
            longest = Math.max(longest, query.longest());
            tokens += query.tokens();
        }
        return new Execution(
                queries, rows, longest, tokens, startedAt, startedAt + serviceTime.nanos(rows, longest, tokens));
    }
}
