package io.bloomline.prompt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Prompts by name and language: those that come with Bloomline, and those of a folder of one's own. Immutable. */
public final class PromptCatalogue {

    /** The prompt for translations where nobody names another. */
    public static final String TRANSLATE = "translate";

    private static final String ROOT = "/io/bloomline/prompt";

    private final Map<String, Map<String, PromptFile>> prompts;

    private PromptCatalogue(Collection<PromptFile> files) {
        Map<String, Map<String, PromptFile>> byName = new TreeMap<>();
        files.forEach(file ->
                byName.computeIfAbsent(file.name(), name -> new TreeMap<>()).put(file.language(), file));
        this.prompts = Collections.unmodifiableMap(byName);
    }

    /** Those that come with Bloomline; read once. */
    public static PromptCatalogue shipped() {
        return Shipped.CATALOGUE;
    }

    /**
     * These and those of a folder, which take the place of these where name and language are the same.
     *
     * @param folder {@code PROMPT/LANGUAGE.yaml}
     * @throws PromptException with all that is wrong in the folder
     */
    public PromptCatalogue with(Path folder) throws PromptException {
        List<PromptFile> more = PromptFolder.read(folder);
        List<PromptFile> all = new ArrayList<>(files());
        all.addAll(more);
        return new PromptCatalogue(all);
    }

    /** All of them, in the order of their names and languages. */
    public List<PromptFile> files() {
        return prompts.values().stream()
                .flatMap(byLanguage -> byLanguage.values().stream())
                .toList();
    }

    /**
     * A prompt to ask with.
     *
     * @param name     the prompt's
     * @param task     {@code translate} or {@code generate}
     * @param language which of its templates are asked
     * @throws PromptException when there is no such prompt, or not for this task or language
     */
    public Prompts find(String name, String task, PromptLanguage language) throws PromptException {
        Map<String, PromptTemplate> templates = new TreeMap<>();
        prompts.getOrDefault(name, Map.of()).forEach((tag, file) -> {
            if (file.task().equals(task)) {
                templates.put(tag, file.template());
            }
        });
        if (templates.isEmpty()) {
            throw problem("there is no prompt of this name for %s; there are %s".formatted(task, names(task)));
        }
        if (language instanceof PromptLanguage.Always always) {
            return Prompts.only(Prompts.nearest(templates, always.tag())
                    .orElseThrow(() -> problem("prompt '%s' is not in '%s'; it is in %s"
                            .formatted(name, always.tag(), String.join(", ", templates.keySet())))));
        }
        if (!templates.containsKey(FallBack.LAST)) {
            throw problem("prompt '%s' has no %s.yaml, to which it falls back in other languages"
                    .formatted(name, FallBack.LAST));
        }
        return new Prompts(templates, language instanceof PromptLanguage.OfTarget);
    }

    private String names(String task) {
        return String.join(
                ", ",
                files().stream()
                        .filter(file -> file.task().equals(task))
                        .map(PromptFile::name)
                        .distinct()
                        .toList());
    }

    private static PromptException problem(String message) {
        return new PromptException(List.of(message));
    }

    /** Read when first asked for: a program that embeds needs none. */
    private static final class Shipped {

        static final PromptCatalogue CATALOGUE = read();

        private static PromptCatalogue read() {
            URL one = Objects.requireNonNull(
                    PromptCatalogue.class.getResource(ROOT + "/" + TRANSLATE + "/" + FallBack.LAST + ".yaml"));
            try {
                if (one.openConnection() instanceof JarURLConnection jar) {
                    URI file = jar.getJarFileURL().toURI();
                    try (FileSystem inside = FileSystems.newFileSystem(Path.of(file), (ClassLoader) null)) {
                        return new PromptCatalogue(PromptFolder.read(inside.getPath(ROOT)));
                    }
                }
                Path folder = Path.of(one.toURI()).resolve("../..").normalize();
                return new PromptCatalogue(PromptFolder.read(folder));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (URISyntaxException | PromptException broken) {
                throw new IllegalStateException("The prompts that come with Bloomline can't be read", broken);
            }
        }
    }
}
