package io.bloomline.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Apache OpenNLP's model of 103 languages, which goes by one to three letters in a row. Thread-safe. */
final class NgramModel {

    private static final String FILE = "/langdetect-183.bin";

    private final LanguageDetectorME detector = new LanguageDetectorME(load());

    /** How likely each language is, by its ISO 639-3 code. */
    Map<String, Double> probabilities(String text) {
        return Arrays.stream(detector.predictLanguages(text))
                .collect(Collectors.toMap(Language::getLang, Language::getConfidence));
    }

    private static LanguageDetectorModel load() {
        try (InputStream in = Objects.requireNonNull(NgramModel.class.getResourceAsStream(FILE), FILE)) {
            return new LanguageDetectorModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " can't be read from the class path", e);
        }
    }
}
