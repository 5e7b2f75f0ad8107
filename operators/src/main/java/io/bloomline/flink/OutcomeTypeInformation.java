package io.bloomline.flink;

import io.bloomline.document.Outcome;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how outcomes travel between tasks. They are in no state, so their form may change between releases. */
final class OutcomeTypeInformation extends TypeInformation<Outcome> {

    static final OutcomeTypeInformation INSTANCE = new OutcomeTypeInformation();

    private OutcomeTypeInformation() {}

    @Override
    public TypeSerializer<Outcome> createSerializer(SerializerConfig config) {
        return OutcomeTypeSerializer.INSTANCE;
    }

    @Override
    public Class<Outcome> getTypeClass() {
        return Outcome.class;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof OutcomeTypeInformation;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutcomeTypeInformation;
    }

    @Override
    public int hashCode() {
        return OutcomeTypeInformation.class.hashCode();
    }

    @Override
    public String toString() {
        return "Outcome";
    }
}
