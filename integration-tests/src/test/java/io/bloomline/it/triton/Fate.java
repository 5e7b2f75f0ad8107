package io.bloomline.it.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.Outcome;
import io.bloomline.document.Outcome.Refused;
import io.bloomline.document.Outcome.Result;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.Generation;
import io.bloomline.schema.Provenance;
import io.bloomline.schema.Translation;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What became of a document. */
sealed interface Fate {

    /** Its text or vector, and where that came from. */
    record Answered(Object answer, Provenance provenance) implements Fate {}

    /** A dead letter. */
    record Dead(DeadLetter letter) implements Fate {}

    /** None: the job had to stop. */
    record JobFailed(Failure failure) implements Fate {}

    static Fate of(List<Outcome> outcomes) {
        assertThat(outcomes).as("a document of one request has one outcome").hasSize(1);
        if (outcomes.get(0) instanceof Refused refused) {
            return new Dead(refused.deadLetter());
        }
        SpecificRecord body = ((Result) outcomes.get(0)).body();
        if (body instanceof Embedding embedding) {
            return new Answered(List.copyOf(embedding.getVector()), embedding.getProvenance());
        }
        return body instanceof Translation translation
                ? new Answered(translation.getText(), translation.getProvenance())
                : new Answered(((Generation) body).getText(), ((Generation) body).getProvenance());
    }

    static Fate ofJob(Throwable thrown) {
        return new JobFailed(FailureException.of(thrown).failure());
    }
}
