package io.bloomline.job.file;

import io.bloomline.batching.BatchLimits;
import io.bloomline.job.file.ModelSettings.Endpoint;
import io.bloomline.preparation.Task;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads job files. */
public final class JobFileReader {

    private static final int MAX_DEPTH = 20;

    private final UnaryOperator<@Nullable String> environment;

    /** Reads files whose <code>${env:NAME}</code> are answered by this process's environment. */
    public JobFileReader() {
        this(System::getenv);
    }

    /**
     * Reads files whose <code>${env:NAME}</code> are answered by the given function.
     *
     * @param environment value of a variable by its name, null when it isn't set
     */
    public JobFileReader(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Reads a job file.
     *
     * @throws JobFileException with every problem of the file, each with its place
     */
    public JobFile read(Path file) throws JobFileException {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new JobFileException(file + " can't be read: " + reason(unreadable));
        }
    }

    /**
     * Reads the text of a job file.
     *
     * @param fileName what messages call it
     * @param yaml     the text
     * @throws JobFileException with every problem of the text, each with its place
     */
    public JobFile parse(String fileName, String yaml) throws JobFileException {
        var reading = new Reading(new Substitution(environment));
        var tree = new KeyTree(JobOptions.ALL);
        Map<String, Node> nodes = tree.find(reading, root(fileName, yaml));
        var values = new OptionValues(reading, nodes, JobOptions.ALL);
        new CrossChecks(reading, values).run(tree);
        var task = new TaskSettings(reading, values);
        if (!reading.problems().isEmpty()) {
            throw new JobFileException(fileName, reading.problems());
        }
        return jobFile(values, task.task());
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return unreadable instanceof CharacterCodingException
                ? "it is not UTF-8 text"
                : String.valueOf(unreadable.getMessage());
    }

    private static Node root(String fileName, String yaml) throws JobFileException {
        var settings = LoadSettings.builder().setLabel(fileName).build();
        try {
            requireShallow(fileName, new Parse(settings).parseString(yaml));
            return new Compose(settings)
                    .composeString(yaml)
                    .orElseThrow(() -> new JobFileException(fileName + " is empty; a job file has the keys "
                            + String.join(", ", new KeyTree(JobOptions.ALL).names(""))));
        } catch (MarkedYamlEngineException malformed) {
            Place place = Place.of("", malformed.getProblemMark());
            throw new JobFileException(fileName, List.of(place.problem("this is not YAML: " + malformed.getProblem())));
        } catch (YamlEngineException malformed) {
            throw new JobFileException(fileName + " is not YAML: " + malformed.getMessage());
        }
    }

    /** What follows calls itself once per level, and a stack has an end. */
    private static void requireShallow(String fileName, Iterable<Event> events) throws JobFileException {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw new JobFileException(
                        fileName,
                        List.of(Place.of("", event.getStartMark())
                                .problem("is nested more than " + MAX_DEPTH + " levels deep; no key needs that")));
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private static JobFile jobFile(OptionValues values, Task task) {
        return new JobFile(
                values.get(JobOptions.JOB),
                values.get(JobOptions.KAFKA),
                new SourceSettings(
                        values.get(JobOptions.SOURCE_TOPICS),
                        values.get(JobOptions.SOURCE_FORMAT),
                        values.get(JobOptions.SOURCE_START),
                        values.get(JobOptions.SOURCE_STOP)),
                task,
                new ModelSettings(values.get(JobOptions.MODEL_NAME), endpoint(values)),
                LimitOptions.limits(values),
                LanguageOptions.policy(values),
                QualityOptions.policy(values),
                GovernanceOptions.settings(values),
                RegistryOptions.settings(values),
                new BatchingSettings(
                        new BatchLimits(
                                toInt(values.get(JobOptions.BATCHING_MAX_ITEMS)),
                                toInt(values.get(JobOptions.BATCHING_MAX_TOKENS)),
                                values.get(JobOptions.BATCHING_MAX_DELAY),
                                maxInFlight(values),
                                toInt(values.get(JobOptions.BATCHING_MAX_TOKENS_IN_FLIGHT))),
                        toInt(values.get(JobOptions.BATCHING_MAX_PENDING))),
                new SinkSettings(
                        values.get(JobOptions.SINK_TOPIC),
                        values.get(JobOptions.SINK_FORMAT),
                        values.get(JobOptions.SINK_DEAD_LETTERS),
                        values.get(JobOptions.SINK_MAX_DEAD_SHARE),
                        values.get(JobOptions.SINK_DELIVERY)),
                values.get(JobOptions.FLINK),
                values.get(JobOptions.TRACING));
    }

    private static Endpoint endpoint(OptionValues values) {
        EndpointText endpoint = values.get(JobOptions.MODEL_ENDPOINT);
        if (endpoint instanceof EndpointText.Servers servers) {
            return new ServerSettings(values).of(servers);
        }
        return new Endpoint.Local(((EndpointText.Local) endpoint).folder());
    }

    private static int maxInFlight(OptionValues values) {
        Long given = values.find(JobOptions.BATCHING_MAX_IN_FLIGHT);
        if (given != null) {
            return toInt(given);
        }
        return values.get(JobOptions.MODEL_ENDPOINT) instanceof EndpointText.Local ? 2 : 256;
    }

    private static int toInt(long inRange) {
        return Math.toIntExact(inRange);
    }
}
