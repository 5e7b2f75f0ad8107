package io.bloomline.it.monitoring;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether Prometheus is installed; see {@link WithPrometheus}. */
final class PrometheusCondition implements ExecutionCondition {

    private static final List<String> PROGRAMS = List.of("prometheus", "promtool");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = PROGRAMS.stream()
                .filter(program -> !isInstalled(program))
                .findFirst()
                .map(program -> "There is no " + program + " in PATH; Debian has it in the package prometheus");
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("Prometheus is installed");
        }
        if (Boolean.getBoolean("require-prometheus")) {
            throw new AssertionError(missing.get() + ". Without -Drequire-prometheus these tests would be skipped.");
        }
        return ConditionEvaluationResult.disabled(missing.get());
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
