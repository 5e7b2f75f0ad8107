package io.bloomline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import io.bloomline.language.Language;
import io.bloomline.language.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Lists of names as CLDR translates them: nothing is wrong with them, and names are where accusing goes wrong. */
class GatesOnHumanTextsTest {

    private static final QualityGates ALL = QualityGates.of(QualityPolicy.all(Action.TAG));
    private static final int NAMES = 8;

    private int judged;

    @Test
    void accuseNoTranslationBetweenAnyTwoLanguages() {
        List<String> accused = new ArrayList<>();
        for (Language source : Languages.all().values()) {
            for (Language target : Languages.all().values()) {
                if (!source.equals(target)) {
                    accused.addAll(accused(source, target));
                }
            }
        }
        assertThat(judged).isGreaterThan(10_000);
        assertThat(accused).isEmpty();
    }

    private List<String> accused(Language source, Language target) {
        List<String> accused = new ArrayList<>();
        LocaleDisplayNames from = names(source);
        LocaleDisplayNames to = names(target);
        StringBuilder given = new StringBuilder();
        StringBuilder text = new StringBuilder();
        int names = 0;
        for (String region : Locale.getISOCountries()) {
            String name = from.regionDisplayName(region);
            String translated = to.regionDisplayName(region);
            if (name != null && translated != null) {
                given.append(given.isEmpty() ? "" : ", ").append(name);
                text.append(text.isEmpty() ? "" : ", ").append(translated);
                if (++names % NAMES == 0) {
                    judged++;
                    Writing writing = new Writing(given.toString(), text.toString(), source, target, 0);
                    ALL.judge(writing, List.of())
                            .forEach(finding -> accused.add(source.code() + " " + target.code() + " " + finding + " "
                                    + writing.given() + " | " + writing.text()));
                    given.setLength(0);
                    text.setLength(0);
                }
            }
        }
        return accused;
    }

    private static LocaleDisplayNames names(Language language) {
        return LocaleDisplayNames.getInstance(ULocale.forLanguageTag(language.code()), DisplayContext.NO_SUBSTITUTE);
    }
}
