package io.bloomline.it.monitoring;

import io.bloomline.it.monitoring.Dashboard.Panel;
import java.util.List;
import java.util.Locale;

/** Panels over time, as SVG in two columns; what happened meanwhile is marked in all of them. */
final class MetricsPicture {

    private static final int WIDTH = 780;
    private static final int COLUMNS = 2;
    private static final int CELL_WIDTH = 380;
    private static final int CELL_HEIGHT = 208;
    private static final int LEFT = 52;
    private static final int PLOT_WIDTH = 316;
    private static final int PLOT_TOP = 30;
    private static final int PLOT_HEIGHT = 112;
    private static final int TOP = 56;
    private static final int MOST_SERIES = 6;
    private static final double LEGEND_LETTER = 6.2;

    private static final String STYLE =
            """
            <style>
              .ground { fill: #ffffff } text { fill: #1f2328; font: 11px system-ui, sans-serif }
              .title { font-size: 16px; font-weight: 600 } .panel { font-size: 13px; font-weight: 600 }
              .quiet { fill: #59636e } .grid { stroke: #d1d9e0 } .event { fill: #59636e; fill-opacity: 0.13 }
              polyline { fill: none; stroke-width: 1.6; stroke-linejoin: round }
              .s0 { stroke: #1a7f37 } .s1 { stroke: #0969da } .s2 { stroke: #cf222e }
              .s3 { stroke: #9a6700 } .s4 { stroke: #8250df } .s5 { stroke: #6e7781 }
              @media (prefers-color-scheme: dark) {
                .ground { fill: #0d1117 } text { fill: #e6edf3 } .quiet { fill: #9198a1 } .grid { stroke: #30363d }
                .event { fill: #9198a1; fill-opacity: 0.2 }
                .s0 { stroke: #3fb950 } .s1 { stroke: #4493f8 } .s2 { stroke: #f85149 }
                .s3 { stroke: #d29922 } .s4 { stroke: #ab7df8 } .s5 { stroke: #9198a1 }
              }
            </style>
            """;

    private final long start;
    private final long end;
    private final List<Event> events;
    private final StringBuilder svg = new StringBuilder();

    /**
     * Something that was done to the job.
     *
     * @param what  in a word or two
     * @param begin seconds since 1970, as {@code end}
     */
    record Event(String what, long begin, long end) {}

    /** A panel and what it showed. */
    record Shown(Panel panel, List<Series> series) {}

    /**
     * An empty picture.
     *
     * @param start seconds since 1970, as {@code end}
     */
    MetricsPicture(long start, long end, List<Event> events) {
        this.start = start;
        this.end = end;
        this.events = events;
    }

    /** The picture, complete. */
    String of(String title, List<Shown> panels) {
        int height = TOP + (panels.size() + COLUMNS - 1) / COLUMNS * CELL_HEIGHT + 8;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n"
                .formatted(WIDTH, height, WIDTH, height));
        svg.append(STYLE);
        svg.append("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, height));
        text(14, 30, "title", title);
        for (int i = 0; i < panels.size(); i++) {
            panel(i % COLUMNS * (CELL_WIDTH + 12), TOP + i / COLUMNS * CELL_HEIGHT, panels.get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(int x, int y, Shown shown) {
        text(x + 14, y + 16, "panel", shown.panel().title());
        int bottom = y + PLOT_TOP + PLOT_HEIGHT;
        for (Event event : events) {
            svg.append("<rect class=\"event\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%s</title></rect>\n"
                    .formatted(
                            x + across(event.begin()),
                            y + PLOT_TOP,
                            across(event.end()) - across(event.begin()),
                            PLOT_HEIGHT,
                            escaped(event.what())));
            text(x + across(event.begin()) + 3, y + PLOT_TOP - 3, "quiet", event.what());
        }
        double top = roundAbove(
                shown.series().stream().mapToDouble(Series::largest).max().orElse(1));
        for (int part = 0; part <= 2; part++) {
            int line = bottom - PLOT_HEIGHT * part / 2;
            svg.append("<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
                    .formatted(x + LEFT, line, x + LEFT + PLOT_WIDTH, line));
            svg.append("<text class=\"quiet\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>\n"
                    .formatted(x + LEFT - 6, line + 4, label(top * part / 2)));
        }
        for (long minute = 0; start + 60 * minute <= end; minute += 2) {
            svg.append("<text class=\"quiet\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%d min</text>\n"
                    .formatted(x + across(start + 60 * minute), bottom + 15, minute));
        }
        double legend = x + LEFT;
        int legendLine = bottom + 28;
        for (int i = 0; i < Math.min(MOST_SERIES, shown.series().size()); i++) {
            Series series = shown.series().get(i);
            line(x, bottom, top, series, i);
            double width = 26 + LEGEND_LETTER * series.name().length();
            if (legend + width > x + CELL_WIDTH && legend > x + LEFT) {
                legend = x + LEFT;
                legendLine += 14;
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"s%d\" stroke-width=\"3\" x1=\"%.0f\" y1=\"%d\" x2=\"%.0f\" y2=\"%d\"/>\n",
                    i,
                    legend,
                    legendLine,
                    legend + 10,
                    legendLine));
            text((int) legend + 14, legendLine + 4, "quiet", series.name());
            legend += width;
        }
    }

    private void line(int x, int bottom, double top, Series series, int style) {
        svg.append("<polyline class=\"s").append(style).append("\" points=\"");
        for (Series.Point point : series.points()) {
            svg.append(String.format(
                    Locale.ROOT, "%d,%.1f ", x + across(point.second()), bottom - PLOT_HEIGHT * point.value() / top));
        }
        svg.append("\"/>\n");
    }

    private int across(long second) {
        return LEFT + (int) (PLOT_WIDTH * (second - start) / (end - start));
    }

    /** The next of 1, 2 and 5 times a power of ten. */
    private static double roundAbove(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 5}) {
            if (value <= step * power * 1.0001) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String label(double value) {
        return value >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value >= 0.1 ? "%.2f" : "%.3f", value);
    }

    private void text(int x, int y, String style, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(style, x, y, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
