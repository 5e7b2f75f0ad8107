package io.bloomline.prompt;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads a folder of prompts: {@code PROMPT/LANGUAGE.yaml}. */
final class PromptFolder {

    private static final String ENDING = ".yaml";

    private PromptFolder() {}

    /**
     * All prompts below a folder, in the order of their names.
     *
     * @throws PromptException with all that is wrong in any file, or when there is none
     */
    static List<PromptFile> read(Path folder) throws PromptException {
        List<String> problems = new ArrayList<>();
        List<PromptFile> prompts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                read(folder, file, problems, prompts);
            }
        } catch (IOException unreadable) {
            throw new PromptException(List.of(folder + ": can't be read as a folder of prompts"));
        }
        if (problems.isEmpty() && prompts.isEmpty()) {
            problems.add(folder + ": holds no prompt; they are named PROMPT/LANGUAGE.yaml, such as translate/fr.yaml");
        }
        if (!problems.isEmpty()) {
            throw new PromptException(problems);
        }
        return prompts;
    }

    private static void read(Path folder, Path file, List<String> problems, List<PromptFile> prompts)
            throws IOException {
        Path inside = folder.relativize(file);
        if (inside.getNameCount() != 2) {
            problems.add(file + ": stands outside of a prompt's folder; it is named PROMPT/LANGUAGE.yaml");
            return;
        }
        String fileName = inside.getName(1).toString();
        String tag = fileName.substring(0, fileName.length() - ENDING.length());
        try {
            PromptFile prompt = new PromptFileReader(
                            file.toString(), inside.getName(0).toString(), tag, problems)
                    .read(Files.readString(file));
            if (prompt != null) {
                prompts.add(prompt);
            }
        } catch (CharacterCodingException malformed) {
            problems.add(file + ": is not UTF-8 text");
        }
    }
}
