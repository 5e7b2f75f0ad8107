package io.bloomline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import io.bloomline.schema.Translation;
import io.bloomline.sink.RecordLimits.TopicLimit;
import io.bloomline.testing.Results;
import io.bloomline.testing.SourceRecords;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSizeCheckTest {

    private static final SourceRecord SOURCE = SourceRecords.of("k", "value");

    @Test
    void resultsThatFitPassAsTheyAre() {
        List<Outcome> outcomes = List.of(result("k@fr", "bonjour"), result("k@sw", "habari"));
        assertThat(check(2_000).check(SOURCE, outcomes)).isSameAs(outcomes);
    }

    @Test
    void oneThatIsTooLargeMakesADeadLetterOfAll() {
        List<Outcome> outcomes = List.of(result("k@fr", "bonjour"), result("k@sw", "habari ".repeat(1_000)));
        assertThat(check(2_000).check(SOURCE, outcomes)).singleElement().satisfies(outcome -> {
            var letter = ((Outcome.Refused) outcome).deadLetter();
            assertThat(letter.getCode()).isEqualTo("result-too-large");
            assertThat(letter.getMessage())
                    .matches("The result has 7,\\d\\d\\d bytes as it is sent; topic results takes 2,000"
                            + " \\(max.message.bytes\\); raise that limit, or ask for less"
                            + " \\(topic docs, partition 3, offset 918\\)");
            assertThat(letter.getOffset()).isEqualTo(918);
        });
    }

    @Test
    void aDeletionIsMeasuredToo() {
        List<Outcome> outcomes = List.of(new Outcome.Tombstone(new byte[3_000], List.of(), 0));
        assertThat(check(2_000).check(SOURCE, outcomes)).singleElement().isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bonjour", "\u0000\u0001\u0002", "🌸🌺", "ਪੰਜਾਬੀ", "\"\\\"\\"})
    void noResultIsLargerThanItsBound(String text) {
        Translation translation = Results.translation(text.repeat(2_000));
        long bound = ResultSize.atMost(new Outcome.Result("k".getBytes(UTF_8), translation, SOURCE.headers(), 0));
        for (RecordFormat format : RecordFormat.values()) {
            assertThat((long) RecordCodec.of(format, Translation.class).write(translation).length)
                    .isLessThan(bound);
        }
    }

    @Test
    void noVectorIsLargerThanItsBound() {
        Float[] vector = new Float[4_096];
        Arrays.fill(vector, -1.2345678e-30f);
        var embedding = Results.embedding(vector);
        long bound = ResultSize.atMost(new Outcome.Result("k".getBytes(UTF_8), embedding, List.of(), 0));
        assertThat((long) RecordCodec.of(RecordFormat.JSON, Embedding.class).write(embedding).length)
                .isLessThan(bound);
    }

    private static Outcome result(String key, String text) {
        return new Outcome.Result(key.getBytes(UTF_8), Results.translation(text), List.of(), 0);
    }

    private static ResultSizeCheck check(long limit) {
        Properties producer = new Properties();
        ResultSizeCheck check = new ResultSizeCheck(new SinkTopics("results", "dead", RecordFormat.JSON, producer));
        check.open(new RecordLimits(producer, Map.of("results", new TopicLimit(limit, null))));
        return check;
    }
}
