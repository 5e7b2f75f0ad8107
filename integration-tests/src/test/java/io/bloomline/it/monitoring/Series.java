package io.bloomline.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a series was over time.
 *
 * @param name   as the legend has it
 * @param points in the order of time
 */
record Series(String name, List<Point> points) {

    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    /**
     * A value at a time.
     *
     * @param second seconds since 1970
     */
    record Point(long second, double value) {}

    /**
     * Of an answer of Prometheus; what is no number is left out.
     *
     * @param legend with labels in double braces
     */
    static Series of(JsonNode answer, String legend) {
        List<Point> points = new ArrayList<>();
        for (JsonNode pair : answer.get("values")) {
            double value = Double.parseDouble(
                    pair.get(1).asText().replace("+Inf", "NaN").replace("-Inf", "NaN"));
            if (!Double.isNaN(value)) {
                points.add(new Point(pair.get(0).asLong(), value));
            }
        }
        Matcher labels = LABEL.matcher(legend);
        return new Series(
                labels.replaceAll(label -> Matcher.quoteReplacement(
                        answer.get("metric").path(label.group(1)).asText())),
                List.copyOf(points));
    }

    double largest() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }
}
