package io.bloomline.prompt;

import com.ibm.icu.util.ULocale;
import io.bloomline.language.Language;
import org.jspecify.annotations.Nullable;

/** What languages are called in other languages, by CLDR. */
final class LanguageNames {

    private LanguageNames() {}

    /**
     * The name of a language.
     *
     * @param in BCP 47 tag of the language to name it in, English when null; where CLDR has no such name, the English one
     */
    static String of(Language language, @Nullable String in) {
        if (in == null || in.equals("en")) {
            return language.name();
        }
        ULocale locale = ULocale.forLanguageTag(language.code());
        String name = locale.getDisplayNameWithDialect(ULocale.forLanguageTag(in));
        boolean unknown = name.equals(locale.getDisplayNameWithDialect(ULocale.ROOT));
        return unknown ? language.name() : name;
    }
}
