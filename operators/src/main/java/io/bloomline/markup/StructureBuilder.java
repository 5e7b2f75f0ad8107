package io.bloomline.markup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.document.Sha256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Writes a tree of markup as a canonical string, in which neighbours within a line of text have no order. */
final class StructureBuilder {

    private record Node(String label, boolean inline, List<Node> children) {}

    private final Deque<Node> within = new ArrayDeque<>(List.of(new Node("", false, new ArrayList<>())));

    /**
     * Begins a node.
     *
     * @param inline whether it stands within a line of text
     */
    void enter(String label, boolean inline) {
        within.push(new Node(label, inline, new ArrayList<>()));
    }

    /** Ends the innermost node. */
    void leave() {
        Node node = within.pop();
        String label = node.label() + content(node);
        // Else deep trees would be copied again at each of their levels.
        String shortened = label.length() > 256 ? Sha256.hex(label.getBytes(UTF_8)) : label;
        within.element().children().add(new Node(shortened, node.inline(), List.of()));
    }

    void leaf(String label, boolean inline) {
        enter(label, inline);
        leave();
    }

    /** The whole tree. */
    String build() {
        return content(within.element());
    }

    private static String content(Node node) {
        List<String> labels = new ArrayList<>();
        List<String> line = new ArrayList<>();
        for (Node child : node.children()) {
            if (child.inline()) {
                line.add(child.label());
            } else {
                endLine(line, labels);
                labels.add(child.label());
            }
        }
        endLine(line, labels);
        return labels.isEmpty() ? "" : "(" + String.join("\n", labels) + ")";
    }

    private static void endLine(List<String> line, List<String> labels) {
        line.sort(null);
        labels.addAll(line);
        line.clear();
    }
}
