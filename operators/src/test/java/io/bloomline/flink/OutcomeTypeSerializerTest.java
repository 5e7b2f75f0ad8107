package io.bloomline.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import io.bloomline.testing.Results;
import io.bloomline.testing.SourceRecords;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTypeSerializerTest {

    private static final SourceRecord SOURCE = SourceRecords.of("k", "value");

    @ParameterizedTest
    @MethodSource("outcomes")
    void bringsAnOutcomeToAnotherTaskUnchanged(Outcome outcome) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        OutcomeTypeSerializer.INSTANCE.serialize(outcome, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(OutcomeTypeSerializer.INSTANCE.deserialize(in))
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(outcome);
        assertThat(in.available()).isZero();
    }

    static Stream<Outcome> outcomes() {
        return Stream.of(
                result(Results.translation("bonjour")),
                result(Results.generation("")),
                result(Results.embedding(1f, -0.5f)),
                new Outcome.Tombstone("k".getBytes(UTF_8), SOURCE.headers(), 5),
                DeadLetters.of(SOURCE, Failure.rejected("code", "Message"), 1));
    }

    private static Outcome result(SpecificRecord body) {
        return new Outcome.Result("k@fr".getBytes(UTF_8), body, SOURCE.headers(), SOURCE.timestamp());
    }
}
