package io.bloomline.it.benchmark.report;

import io.bloomline.it.benchmark.Measured;
import io.bloomline.it.benchmark.Measured.Throughput;
import java.util.List;
import java.util.Locale;

/** Throughput as bars, as SVG: one group per scenario, one bar per system, all as shares of the scenario's limit. */
public final class BarChart {

    private static final int WIDTH = 780;
    private static final int LEFT = 24;
    private static final int BAR_START = 290;
    private static final int BAR_WIDTH = 410;
    private static final int BAR_HEIGHT = 16;
    private static final int STEP = 21;
    private static final int TITLE_HEIGHT = 30;
    private static final int TOP = 64;

    private static final String STYLE =
            """
            <style>
              .ground { fill: #ffffff } text { fill: #1f2328; font: 13px system-ui, sans-serif }
              text { stroke: #ffffff; stroke-width: 5; stroke-linejoin: round; paint-order: stroke }
              .title { font-size: 16px; font-weight: 600 } .scenario { font-weight: 600 }
              .quiet { fill: #59636e } .grid { stroke: #d1d9e0 }
              .first { fill: #1a7f37 } .other { fill: #8c959f }
              @media (prefers-color-scheme: dark) {
                .ground { fill: #0d1117 } text { fill: #e6edf3; stroke: #0d1117 } .quiet { fill: #9198a1 } .grid { stroke: #30363d }
                .first { fill: #3fb950 } .other { fill: #656c76 }
              }
            </style>
            """;

    private BarChart() {}

    /** The plot, complete. */
    public static String of(List<Measured> scenarios) {
        int rows = scenarios.stream()
                .mapToInt(measured -> measured.throughput().size() - 1)
                .sum();
        int height = TOP + scenarios.size() * TITLE_HEIGHT + rows * STEP + 36;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n"
                .formatted(WIDTH, height, WIDTH, height));
        svg.append(STYLE);
        svg.append("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, height));
        text(svg, LEFT, 30, "title", "Throughput, as a share of the most that the server can do");
        grid(svg, height - 30);
        int y = TOP;
        for (Measured measured : scenarios) {
            text(svg, LEFT, y + 16, "scenario", label(measured));
            y += TITLE_HEIGHT;
            Throughput limit = measured.throughput().get(0);
            for (int i = 1; i < measured.throughput().size(); i++) {
                bar(svg, y, i == 1, measured.throughput().get(i), limit);
                y += STEP;
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void grid(StringBuilder svg, int bottom) {
        for (int percent = 0; percent <= 100; percent += 25) {
            int x = BAR_START + BAR_WIDTH * percent / 100;
            svg.append("<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
                    .formatted(x, TOP - 12, x, bottom));
            svg.append("<text class=\"quiet\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%d %%</text>\n"
                    .formatted(x, bottom + 18, percent));
        }
    }

    private static void bar(StringBuilder svg, int y, boolean first, Throughput system, Throughput limit) {
        double share = system.shareOf(limit);
        int width = (int) Math.round(BAR_WIDTH * share);
        svg.append("<text class=\"quiet\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>\n"
                .formatted(BAR_START - 10, y + 13, escaped(system.system())));
        svg.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>\n"
                .formatted(first ? "first" : "other", BAR_START, y, Math.max(1, width), BAR_HEIGHT));
        text(svg, BAR_START + width + 8, y + 13, first ? "scenario" : "quiet", Figures.percent(share));
    }

    private static String label(Measured measured) {
        return "%s: at most %s documents/s"
                .formatted(
                        measured.scenario().name(),
                        Figures.count(measured.throughput().get(0).documentsPerSecond()));
    }

    private static void text(StringBuilder svg, int x, int y, String style, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", style, x, y, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
