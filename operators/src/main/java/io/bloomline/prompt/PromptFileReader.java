package io.bloomline.prompt;

import io.bloomline.language.Languages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one prompt file, and says all that is wrong with it, each with line and key. */
final class PromptFileReader {

    private static final List<String> KEYS =
            List.of("task", "language", "version", "author", "licence", "reviewed", "text", "examples");

    private static final String TRANSLATE = "translate";
    private static final List<String> TASKS = List.of(TRANSLATE, "generate");

    /** What somebody meant for a place, in whatever letters. */
    private static final Pattern BRACES = Pattern.compile("\\{([\\p{L}\\p{M}_]+)}");

    private final String file;
    private final String name;
    private final String tag;
    private final List<String> problems;
    private final int problemsBefore;

    /**
     * A reader of one file.
     *
     * @param file     what messages call it
     * @param name     name of the prompt: the folder's
     * @param tag      language of the prompt: the file's name
     * @param problems where problems go
     */
    PromptFileReader(String file, String name, String tag, List<String> problems) {
        this.file = file;
        this.name = name;
        this.tag = tag;
        this.problems = problems;
        this.problemsBefore = problems.size();
    }

    /** The prompt; null when anything is wrong with it. */
    @Nullable
    PromptFile read(String yaml) {
        MappingNode root = root(yaml);
        if (root == null) {
            return null;
        }
        Map<String, Node> values = fields(root);
        String task = oneOf(values, "task", TASKS);
        String language = language(values);
        int version = version(values);
        String author = line(values, "author");
        String licence = line(values, "licence");
        boolean reviewed = "true".equals(oneOf(values, "reviewed", List.of("true", "false")));
        String text = text(values, TRANSLATE.equals(task));
        List<Example> examples = examples(values.get("examples"), TRANSLATE.equals(task));
        if (problems.size() > problemsBefore) {
            return null;
        }
        String id = name + "/" + language + "@" + version;
        return new PromptFile(
                name, task, new PromptTemplate(id, language, text, examples), version, author, licence, reviewed);
    }

    private @Nullable MappingNode root(String yaml) {
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeString(yaml);
            if (root.orElse(null) instanceof MappingNode mapping) {
                return mapping;
            }
            problems.add(file + ": holds no keys; a prompt has " + String.join(", ", KEYS));
        } catch (MarkedYamlEngineException malformed) {
            problem(malformed.getProblemMark(), "", "this is not YAML: " + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            problems.add(file + ": is not YAML: " + malformed.getMessage());
        }
        return null;
    }

    private Map<String, Node> fields(MappingNode root) {
        Map<String, Node> values = new HashMap<>();
        for (NodeTuple entry : root.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!KEYS.contains(key)) {
                problem(entry.getKeyNode(), key, "is no key of a prompt; those are " + String.join(", ", KEYS));
            } else if (values.putIfAbsent(key, entry.getValueNode()) != null) {
                problem(entry.getKeyNode(), key, "stands there twice");
            }
        }
        KEYS.stream()
                .filter(key -> !key.equals("examples") && !values.containsKey(key))
                .forEach(missing -> problems.add(file + ": " + missing + ": is missing"));
        return values;
    }

    private String language(Map<String, Node> values) {
        String language = line(values, "language");
        if (!language.isEmpty() && !language.equals(tag)) {
            problem(
                    values.get("language"),
                    "language",
                    "is '%s', and the file's name says '%s'; they must agree".formatted(language, tag));
        }
        return language;
    }

    private int version(Map<String, Node> values) {
        String version = line(values, "version");
        if (version.isEmpty() || version.matches("[1-9][0-9]{0,8}")) {
            return version.isEmpty() ? 0 : Integer.parseInt(version);
        }
        problem(values.get("version"), "version", "'" + version + "' is not a whole number from 1 on");
        return 0;
    }

    private String oneOf(Map<String, Node> values, String key, List<String> allowed) {
        String value = line(values, key);
        if (!value.isEmpty() && !allowed.contains(value)) {
            problem(values.get(key), key, "'" + value + "' is not one of " + String.join(", ", allowed));
        }
        return value;
    }

    private String text(Map<String, Node> values, boolean translates) {
        Node node = values.get("text");
        String text = scalar(node, "text");
        if (node == null || text.isEmpty()) {
            return text;
        }
        if (!text.equals(text.strip())) {
            problem(
                    node,
                    "text",
                    "begins or ends with white space, after which models write worse; begin a text of several lines with |-");
        }
        List<String> allowed = translates ? List.of("text", "language") : List.of("text");
        for (String place : allowed) {
            long times = BRACES.matcher(text)
                    .results()
                    .filter(found -> found.group(1).equals(place))
                    .count();
            if (times != 1) {
                problem(
                        node,
                        "text",
                        "has {%s} %s; it needs it once".formatted(place, times == 0 ? "nowhere" : times + " times"));
            }
        }
        Matcher braces = BRACES.matcher(text);
        while (braces.find()) {
            if (!allowed.contains(braces.group(1))) {
                problem(
                        node,
                        "text",
                        "%s is no place; those are %s, in these letters"
                                .formatted(
                                        braces.group(),
                                        String.join(
                                                " and ",
                                                allowed.stream()
                                                        .map(place -> "{" + place + "}")
                                                        .toList())));
            }
        }
        return text;
    }

    private List<Example> examples(@Nullable Node node, boolean translates) {
        List<Example> examples = new ArrayList<>();
        if (node == null) {
            return examples;
        }
        if (!(node instanceof SequenceNode list)) {
            problem(node, "examples", "is not a list; each example begins with a hyphen");
            return examples;
        }
        for (Node child : list.getValue()) {
            String key = "examples[" + examples.size() + "]";
            Map<String, String> texts = texts(child, key);
            examples.add(translates ? parallel(child, key, texts) : answered(child, key, texts));
        }
        return examples;
    }

    private Example parallel(Node node, String key, Map<String, String> texts) {
        Map<String, String> byCode = new TreeMap<>();
        texts.forEach((language, text) -> Languages.find(language)
                .ifPresentOrElse(
                        known -> byCode.put(known.code(), text),
                        () -> problem(
                                node, key, "'" + language + "' is none of the languages that can be translated to")));
        if (byCode.size() < 2) {
            problem(node, key, "needs one text in two languages or more, such as {en: Good morning, fr: Bonjour}");
        }
        return new Example.Parallel(byCode);
    }

    private Example answered(Node node, String key, Map<String, String> texts) {
        if (!texts.keySet().equals(Set.of("text", "answer"))) {
            problem(node, key, "needs a text and the answer to it: {text: …, answer: …}");
        }
        return new Example.Answered(texts.getOrDefault("text", ""), texts.getOrDefault("answer", ""));
    }

    private Map<String, String> texts(Node node, String key) {
        Map<String, String> texts = new TreeMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String inner = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                String text = scalar(entry.getValueNode(), key + "." + inner);
                if (texts.put(inner, text) != null) {
                    problem(entry.getKeyNode(), key + "." + inner, "stands there twice");
                }
            }
        }
        return texts;
    }

    private String line(Map<String, Node> values, String key) {
        return scalar(values.get(key), key).strip();
    }

    /** A single value, empty when there is none. */
    private String scalar(@Nullable Node node, String key) {
        if (node == null) {
            return "";
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        problem(
                node,
                key,
                node instanceof ScalarNode ? "has no value" : "is a list or a mapping; it takes a single text");
        return "";
    }

    private void problem(@Nullable Node node, String key, String message) {
        problem(node == null ? Optional.empty() : node.getStartMark(), key, message);
    }

    private void problem(Optional<Mark> at, String key, String message) {
        String place = at.map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse("");
        problems.add(file + place + " " + (key.isEmpty() ? "" : key + ": ") + message);
    }
}
