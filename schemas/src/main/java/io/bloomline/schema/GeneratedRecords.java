package io.bloomline.schema;

import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/** Avro's view of the generated classes: trusted, and loaded from where this class comes from. */
final class GeneratedRecords {

    /** Makes and copies generated records. Thread-safe. */
    static final SpecificData MODEL = model();

    private GeneratedRecords() {}

    private static SpecificData model() {
        trust();
        SpecificData model = new SpecificData(GeneratedRecords.class.getClassLoader());
        model.addLogicalTypeConversion(new TimestampMillisConversion());
        // The fast reader and the generated coders would pass by the strict decoding of strings and its length checks.
        model.setFastReaderEnabled(false);
        model.setCustomCoders(false);
        return model;
    }

    /**
     * Avro refuses to instantiate classes it was not told to trust, so it is told of exactly ours, in addition to those
     * it trusts already. By name, so that a validator that outlives a job does not hold on to the job's classes.
     */
    private static void trust() {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        var ours = ClassSecurityValidator.builder();
        ours.add(Chunk.class).add(DeadLetter.class).add(DeadLetterHeader.class).add(DeadLetterKind.class);
        ours.add(Document.class).add(Embedding.class).add(FinishReason.class).add(Generation.class);
        ours.add(Provenance.class).add(Translation.class);
        if (!before.isTrusted(DeadLetterHeader.class)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before, ours.build()));
        }
    }
}
