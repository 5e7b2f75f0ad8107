package io.bloomline.inference.triton;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A tensor that a model takes or gives.
 *
 * @param name     its name
 * @param datatype the protocol's name of its elements' type
 * @param shape    with the batch dimension if the model has one; negative for a dimension that varies
 * @param optional whether a request may leave it out
 */
record TensorSpec(String name, String datatype, List<Long> shape, boolean optional) {

    TensorType type() {
        return TensorType.of(datatype);
    }

    /** The dimensions of one row. */
    List<Long> rowShape(boolean batched) {
        return batched && !shape.isEmpty() ? shape.subList(1, shape.size()) : shape;
    }

    /**
     * The shape to send it in.
     *
     * @param batched whether its first dimension counts the rows; if not, it holds one row
     * @param rows    number of rows
     * @param perRow  number of elements of each
     * @return empty if it can't hold them
     */
    Optional<List<Long>> shapeFor(boolean batched, long rows, long perRow) {
        if (batched && shape.isEmpty()) {
            return Optional.empty();
        }
        List<Long> row = new ArrayList<>(rowShape(batched));
        long fixed = 1;
        int varies = -1;
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i) < 0) {
                varies = i; // the last one takes the elements, any before it are of size 1
                row.set(i, 1L);
            } else {
                fixed *= row.get(i);
            }
        }
        if (varies >= 0 && fixed > 0 && perRow % fixed == 0) {
            row.set(varies, perRow / fixed);
        } else if (fixed != perRow) {
            return Optional.empty();
        }
        if (batched) {
            row.add(0, rows);
        }
        return Optional.of(List.copyOf(row));
    }

    /** As the job's owner reads it: {@code input_ids INT64[?, ?]}. */
    @Override
    public String toString() {
        return name + " " + datatype
                + shape.stream()
                        .map(size -> size < 0 ? "?" : size.toString())
                        .collect(Collectors.joining(", ", "[", "]"))
                + (optional ? " (optional)" : "");
    }
}
