package io.bloomline.job.verify;

import io.bloomline.schema.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks whether a provenance is complete, and can be true. */
final class ProvenanceCheck {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> ENDPOINTS = List.of("local:", "grpc://", "grpcs://");

    /** Bloomline's first commit was later. */
    private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");

    /** Clocks differ. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final InstantSource clock;

    ProvenanceCheck(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Tells what is wrong.
     *
     * @param task  the task that the result says it is of
     * @param fault is told a field and what is wrong with it
     */
    void check(Provenance provenance, String task, BiConsumer<String, String> fault) {
        needed("model", provenance.getModel(), fault);
        needed("modelVersion", provenance.getModelVersion(), fault);
        if (provenance.getModelLicence() != null) {
            needed("modelLicence", provenance.getModelLicence(), fault);
        }
        if (!provenance.getTask().equals(task)) {
            fault.accept("task", "is %s in a result of task %s".formatted(shown(provenance.getTask()), task));
        }
        hash("inputHash", provenance.getInputHash(), fault);
        if (task.equals("embed")) {
            withoutPrompt(provenance, fault);
        } else {
            withPrompt(provenance, fault);
        }
        if (provenance.getInputTokens() < -1 || provenance.getInputTokens() == 0) {
            fault.accept(
                    "inputTokens", "is " + provenance.getInputTokens() + "; it is -1 where nobody counts, or positive");
        }
        if (provenance.getOutputTokens() < -1) {
            fault.accept(
                    "outputTokens", "is " + provenance.getOutputTokens() + "; it is -1 where nobody counts, or more");
        }
        if (!Arrays.stream(provenance.getEndpoint().split(",", -1))
                .allMatch(endpoint -> ENDPOINTS.stream().anyMatch(endpoint::startsWith))) {
            fault.accept("endpoint", "begins with none of " + String.join(", ", ENDPOINTS));
        }
        needed("bloomlineVersion", provenance.getBloomlineVersion(), fault);
        Instant time = provenance.getTime();
        if (time.isBefore(EARLIEST) || time.isAfter(clock.instant().plus(AHEAD))) {
            fault.accept("time", "is " + time + ", before there was a Bloomline or in the future");
        }
    }

    private static void withPrompt(Provenance provenance, BiConsumer<String, String> fault) {
        needed("promptId", provenance.getPromptId(), fault);
        hash("promptHash", provenance.getPromptHash(), fault);
        Map<String, String> parameters = provenance.getParameters();
        number("max-tokens", parameters, fault);
        number("temperature", parameters, fault);
    }

    private static void withoutPrompt(Provenance provenance, BiConsumer<String, String> fault) {
        if (provenance.getPromptId() != null || provenance.getPromptHash() != null) {
            fault.accept("promptHash", "is there, though nothing is asked for an embedding");
        }
        if (provenance.getOutputTokens() != 0) {
            fault.accept("outputTokens", "is %d in an embedding".formatted(provenance.getOutputTokens()));
        }
    }

    private static void number(String parameter, Map<String, String> parameters, BiConsumer<String, String> fault) {
        String value = parameters.get(parameter);
        if (value == null || !value.matches("\\d+(\\.\\d+)?(E-?\\d+)?")) {
            fault.accept("parameters", parameter + (value == null ? " is missing" : " is no number"));
        }
    }

    private static void needed(String field, @Nullable String value, BiConsumer<String, String> fault) {
        if (value == null || value.isBlank()) {
            fault.accept(field, value == null ? "is missing" : "is empty");
        }
    }

    private static void hash(String field, @Nullable String value, BiConsumer<String, String> fault) {
        if (value == null) {
            fault.accept(field, "is missing");
        } else if (!SHA_256.matcher(value).matches()) {
            fault.accept(field, "is no SHA-256 in 64 lower-case hexadecimal digits");
        }
    }

    private static String shown(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
