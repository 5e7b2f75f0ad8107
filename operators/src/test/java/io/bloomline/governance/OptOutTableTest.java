package io.bloomline.governance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.governance.OptOutTable.Batch;
import io.bloomline.governance.OptOutTable.Change;
import io.bloomline.schema.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptOutTableTest {

    private static final OptOut A = optOut("a", 0, 1);
    private static final OptOut B = optOut("b", 0, 2);

    private final OptOutTable table = new OptOutTable();

    @Test
    void includesADocumentByItsKeyItsIdOrAnAttribute() {
        read(A, optOut("person:7", 0, 2), optOut("schlüssel", 0, 3));
        assertThat(table.includes(bytes("a"), null)).isTrue();
        assertThat(table.includes(bytes("k"), document("a", Map.of()))).isTrue();
        assertThat(table.includes(null, document("d", Map.of("person", "7")))).isTrue();
        assertThat(table.includes(bytes("schlüssel"), null)).isTrue();
        assertThat(table.includes(bytes("k"), document("d", Map.of("person", "8"))))
                .isFalse();
    }

    @Test
    void tellsKeysApartThatAreNoText() {
        table.read(List.of(new Change.Out(new OptOut(OptOut.name(new byte[] {(byte) 0xff}), 0, 1, 0))), Map.of(0, 2L));
        assertThat(table.includes(new byte[] {(byte) 0xff}, null)).isTrue();
        assertThat(table.includes(new byte[] {(byte) 0xfe}, null)).isFalse();
    }

    @Test
    void includesNobodyWhoHasTakenItBack() {
        read(A);
        table.read(List.of(new Change.Back("a")), Map.of(0, 3L));
        assertThat(table.includes(bytes("a"), null)).isFalse();
        assertThat(table.holds(A)).isFalse();
    }

    @Test
    void tellsWhatIsReadButNotWhatTheSameBatchTakesBack() {
        List<Batch> told = new ArrayList<>();
        table.subscribe(Map.of(), listener(told));
        table.read(List.of(new Change.Out(A), new Change.Out(B), new Change.Back("a")), Map.of(0, 4L));
        assertThat(told).containsExactly(new Batch(List.of(B), Map.of(0, 4L)));
    }

    @Test
    void givesALateListenerAllThatItHasNotHandled() {
        read(A, B);
        assertThat(table.subscribe(Map.of(0, 2L), listener(new ArrayList<>())))
                .isEqualTo(new Batch(List.of(B), Map.of(0, 3L)));
    }

    @Test
    void givesAllOfAPartitionThatWasMadeAnew() {
        read(A, B);
        assertThat(table.subscribe(Map.of(0, 900L), listener(new ArrayList<>())).optOuts())
                .containsExactlyInAnyOrder(A, B);
    }

    @Test
    void letsNobodyPassOnceItCantBeReadAnyMore() {
        IllegalStateException reason = new IllegalStateException("gone");
        table.fail(reason);
        assertThatThrownBy(() -> table.includes(bytes("a"), null)).isSameAs(reason);
    }

    private void read(OptOut... optOuts) {
        table.read(
                List.of(optOuts).stream().<Change>map(Change.Out::new).toList(),
                Map.of(0, optOuts[optOuts.length - 1].offset() + 1));
    }

    private static OptOutTable.Listener listener(List<Batch> told) {
        return new OptOutTable.Listener() {
            @Override
            public void read(Batch batch) {
                told.add(batch);
            }

            @Override
            public void failed(RuntimeException reason) {
                throw reason;
            }
        };
    }

    private static OptOut optOut(String name, int partition, long offset) {
        return new OptOut(OptOut.name(bytes(name)), partition, offset, 5);
    }

    private static Document document(@Nullable String id, Map<String, String> attributes) {
        return Document.newBuilder()
                .setId(id)
                .setText("text")
                .setAttributes(attributes)
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
