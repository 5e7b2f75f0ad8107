package io.bloomline.it.benchmark.measure;

import io.bloomline.it.benchmark.gpu.GpuSettings;
import io.bloomline.it.benchmark.workload.Documents;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a server would do with documents, by arithmetic alone: as if clients and network cost nothing. */
public final class Arithmetic {

    private Arithmetic() {}

    /** Documents per second at most: in full batches of all documents sorted by length. */
    public static double limit(GpuSettings gpu, Documents documents) {
        int[] lengths = documents.lengths();
        return documentsPerSecond(gpu, lengths, sortedBatches(lengths, gpu.maxRows()));
    }

    /** The size of batch that serves documents best that come in this order; a server's most is seldom that. */
    public static int bestSizeInArrivalOrder(GpuSettings gpu, Documents documents) {
        int[] lengths = documents.lengths();
        List<Integer> arrivalOrder = IntStream.range(0, lengths.length).boxed().toList();
        return IntStream.rangeClosed(1, gpu.maxRows())
                .boxed()
                .max(Comparator.comparingDouble(size -> documentsPerSecond(gpu, lengths, cut(arrivalOrder, size))))
                .orElseThrow();
    }

    /** Numbers of documents, sorted by length and cut. */
    static List<List<Integer>> sortedBatches(int[] lengths, int maxRows) {
        List<Integer> sorted = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt(number -> lengths[number]))
                .toList();
        return cut(sorted, maxRows);
    }

    private static List<List<Integer>> cut(List<Integer> numbers, int size) {
        return IntStream.iterate(0, start -> start < numbers.size(), start -> start + size)
                .mapToObj(start -> numbers.subList(start, Math.min(start + size, numbers.size())))
                .toList();
    }

    private static double documentsPerSecond(GpuSettings gpu, int[] lengths, List<List<Integer>> batches) {
        double nanos = 0;
        for (List<Integer> batch : batches) {
            int longest = 0;
            long tokens = 0;
            for (int number : batch) {
                longest = Math.max(longest, lengths[number]);
                tokens += lengths[number];
            }
            nanos += gpu.serviceTime().nanos(batch.size(), longest, tokens);
        }
        return lengths.length * 1e9 * gpu.instances() / nanos;
    }
}
