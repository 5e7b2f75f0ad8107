package io.bloomline.it.benchmark.gpu;

/**
 * A request in the server's queue.
 *
 * @param rows      number of texts in it
 * @param longest   tokens of the longest
 * @param tokens    tokens of all of them
 * @param arrivedAt when it came, in nanoseconds of the server's clock
 * @param reply     sends its answer
 */
record Query(int rows, int longest, long tokens, long arrivedAt, Runnable reply) {}
