package io.bloomline.prompt;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task's prompt in the languages that it may be asked in. Immutable.
 *
 * @param templates by the BCP 47 tags of their languages; there is one for {@code en} where there are several
 * @param byTarget  whether the language to translate to chooses among them, else the document's
 */
public record Prompts(Map<String, PromptTemplate> templates, boolean byTarget) implements Serializable {

    public Prompts {
        templates = Collections.unmodifiableMap(new TreeMap<>(templates));
        if (templates.size() != 1 && !templates.containsKey(FallBack.LAST)) {
            throw new IllegalArgumentException("There is no template to fall back to");
        }
    }

    /** One prompt for all documents. */
    public static Prompts only(PromptTemplate template) {
        return new Prompts(Map.of(FallBack.LAST, template), false);
    }

    /** A job file's own words. */
    public static Prompts ofWords(String id, String text) {
        return only(PromptTemplate.ofWords(id, text));
    }

    /**
     * The template to ask with.
     *
     * @param document BCP 47 tag of the document's language, or null when unknown
     * @param target   BCP 47 tag of the language to translate to, or null when nothing is translated
     */
    public PromptTemplate choose(@Nullable String document, @Nullable String target) {
        String tag = byTarget ? target : document;
        if (tag == null || templates.size() == 1) {
            return fallBack();
        }
        PromptTemplate exact = templates.get(tag);
        return exact != null ? exact : nearest(templates, tag).orElseGet(this::fallBack);
    }

    /** All of them. */
    public Collection<PromptTemplate> all() {
        return templates.values();
    }

    /** By which hashes the provenance of results may name the prompt. */
    public Set<String> hashes() {
        return all().stream().map(PromptTemplate::hash).collect(Collectors.toUnmodifiableSet());
    }

    private PromptTemplate fallBack() {
        PromptTemplate english = templates.get(FallBack.LAST);
        return english != null ? english : templates.values().iterator().next(); // the only one
    }

    static Optional<PromptTemplate> nearest(Map<String, PromptTemplate> byTag, String tag) {
        return FallBack.of(tag).stream().filter(byTag::containsKey).findFirst().map(byTag::get);
    }
}
