package io.bloomline.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dashboard as Grafana would show it.
 *
 * @param panels all but the headings of rows, from top to bottom
 */
record Dashboard(List<Panel> panels) {

    /**
     * A panel.
     *
     * @param row     the heading it stands under
     * @param title   its own
     * @param kind    Grafana's name for how it is drawn
     * @param queries what it asks
     */
    record Panel(String row, String title, String kind, List<Query> queries) {}

    /**
     * A query of a panel.
     *
     * @param expression in PromQL, with variables that Grafana replaces
     * @param legend     how its series are called
     */
    record Query(String expression, String legend) {

        /** The expression with all variables replaced: each job and model, one GPU for 2.50 an hour. */
        String replaced(String rateInterval) {
            String all = expression;
            for (Map.Entry<String, String> variable : Map.of(
                            "$__rate_interval",
                            rateInterval,
                            "$job",
                            ".*",
                            "$model",
                            ".*",
                            "$gpus",
                            "1",
                            "$price",
                            "2.5")
                    .entrySet()) {
                all = all.replace(variable.getKey(), variable.getValue());
            }
            if (all.contains("$")) {
                throw new AssertionError("A variable is unknown in " + all);
            }
            return all;
        }
    }

    static Dashboard read() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Prometheus.DEPLOYED
                        .resolve("grafana/dashboards/bloomline.json")
                        .toFile());
        List<Panel> panels = new ArrayList<>();
        String row = "";
        for (JsonNode panel : file.get("panels")) {
            String title = panel.get("title").asText();
            String kind = panel.get("type").asText();
            if (kind.equals("row")) {
                row = title;
                continue;
            }
            List<Query> queries = new ArrayList<>();
            panel.get("targets")
                    .forEach(target -> queries.add(new Query(
                            target.get("expr").asText(),
                            target.get("legendFormat").asText())));
            panels.add(new Panel(row, title, kind, List.copyOf(queries)));
        }
        return new Dashboard(List.copyOf(panels));
    }
}
