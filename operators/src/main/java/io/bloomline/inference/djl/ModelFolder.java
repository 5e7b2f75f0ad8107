package io.bloomline.inference.djl;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One version of a model in the model repository.
 *
 * @param path    folder that holds the version's files
 * @param version name of that folder, a whole number
 */
record ModelFolder(Path path, String version) {

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

    /** Finds the highest version of the model; says what there is instead when there is none. */
    static ModelFolder find(String repositoryFolder, String modelName) {
        Path repository = Path.of(repositoryFolder);
        if (!Files.isDirectory(repository)) {
            throw misconfigured(
                    "model-repository-missing",
                    "There is no model repository at " + repositoryFolder + " (looked for the folder "
                            + repository.toAbsolutePath().normalize()
                            + "). Let model.endpoint name one: local:<folder>.");
        }
        Path model = repository.resolve(modelName);
        if (modelName.isBlank() || !Files.isDirectory(model)) {
            throw misconfigured("model-missing", missingModel(repositoryFolder, modelName, modelsOf(repository)));
        }
        return foldersOf(model, name -> VERSION.matcher(name).matches()).stream()
                .max(Comparator.comparingLong(Long::parseLong))
                .map(version -> new ModelFolder(model.resolve(version), version))
                .orElseThrow(() -> misconfigured(
                        "model-version-missing",
                        "Model folder " + model + " has no version. Put the model's files into " + model.resolve("1")
                                + "."));
    }

    /** A file that the model can't do without. */
    Path required(String name, String what) {
        return optional(name)
                .orElseThrow(() -> misconfigured(
                        "model-file-missing",
                        "File " + path.resolve(name) + " is missing: " + what
                                + ". Optimum exports a model with all its files: optimum-cli export onnx."));
    }

    Optional<Path> optional(String name) {
        return Optional.of(path.resolve(name)).filter(Files::isRegularFile);
    }

    private static List<String> modelsOf(Path repository) {
        return foldersOf(repository, name -> !name.startsWith(".")).stream()
                .filter(name -> !foldersOf(repository.resolve(name), version -> VERSION.matcher(version)
                                .matches())
                        .isEmpty())
                .sorted()
                .toList();
    }

    private static String missingModel(String repositoryFolder, String modelName, List<String> models) {
        String missing = "Model repository " + repositoryFolder + " has no model named '" + modelName + "'. ";
        if (models.isEmpty()) {
            return missing + "It holds no model at all; a model's files belong into <model.name>/1/ in it.";
        }
        String nearest = NearestName.of(modelName, models)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
        return missing + "It holds: " + String.join(", ", models) + "." + nearest + " Set model.name to one of them.";
    }

    private static List<String> foldersOf(Path parent, Predicate<String> wanted) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .filter(wanted)
                    .toList();
        } catch (IOException e) {
            throw new FailureException(
                    Failure.misconfigured(
                            "model-repository-unreadable",
                            "Folder " + parent + " can't be listed: " + e.getMessage() + "."),
                    e);
        }
    }

    private static FailureException misconfigured(String code, String message) {
        return new FailureException(Failure.misconfigured(code, message));
    }
}
