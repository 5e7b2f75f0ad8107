package io.bloomline.preparation;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.language.Language;
import io.bloomline.language.Languages;
import io.bloomline.preparation.Draft.Body.Translated;
import io.bloomline.preparation.Draft.Body.Written;
import io.bloomline.quality.Action;
import io.bloomline.quality.Finding;
import io.bloomline.quality.QualityGates;
import io.bloomline.quality.QualityPolicy;
import io.bloomline.quality.Writing;
import io.bloomline.schema.Document;
import io.bloomline.schema.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the texts that a model wrote looked at, and does with those that have flaws what the policy says. */
final class QualityChecked implements Preparation {

    private final Preparation prepared;
    private final QualityPolicy policy;
    private final QualityGates gates;

    QualityChecked(Preparation prepared, QualityPolicy policy) {
        this.prepared = prepared;
        this.policy = policy;
        this.gates = QualityGates.of(policy);
    }

    @Override
    public Dialogue<List<Draft>> prepare(Document document) {
        return prepared.prepare(document).map(drafts -> {
            List<Draft> judged = new ArrayList<>(drafts.size());
            drafts.forEach(draft -> judged.add(judged(document, draft)));
            return judged;
        });
    }

    @Override
    public List<String> keySuffixes() {
        return prepared.keySuffixes();
    }

    private Draft judged(Document document, Draft draft) {
        List<Finding> findings = findings(document, draft);
        if (findings.isEmpty()) {
            return draft;
        }
        List<String> tags = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            if (policy.of(finding.flaw()) == Action.DEAD_LETTER) {
                throw new FailureException(refusal(finding, draft));
            }
            tags.add(finding.flaw().code());
        }
        return draft.with(tags, Map.of());
    }

    private List<Finding> findings(Document document, Draft draft) {
        if (draft.body() instanceof Translated translated) {
            Language source = language(document.getLanguage());
            Language target = language(draft.language());
            List<Writing> parts = new ArrayList<>(translated.segments().size());
            for (Draft.Segment segment : translated.segments()) {
                parts.add(new Writing(
                        segment.given(),
                        segment.translated(),
                        source,
                        target,
                        segment.truncated() ? tokenLimit(draft) : 0));
            }
            int truncatedAt = translated.finishReason() == FinishReason.LENGTH ? tokenLimit(draft) : 0;
            return gates.judge(new Writing(document.getText(), translated.text(), source, target, truncatedAt), parts);
        }
        if (draft.body() instanceof Written written) {
            int truncatedAt = written.finishReason() == FinishReason.LENGTH ? tokenLimit(draft) : 0;
            return gates.judge(new Writing(document.getText(), written.text(), null, null, truncatedAt), List.of());
        }
        return List.of();
    }

    private static @Nullable Language language(@Nullable String tag) {
        return tag == null ? null : Languages.find(tag).orElse(null);
    }

    private static int tokenLimit(Draft draft) {
        return Integer.parseInt(draft.origin().parameters().getOrDefault(Facts.MAX_TOKENS, "1"));
    }

    private static Failure refusal(Finding finding, Draft draft) {
        String which = draft.keySuffix().isEmpty() ? "" : " (result %s)".formatted(draft.keySuffix());
        return Failure.rejected(
                finding.flaw().code(),
                finding.message() + which + "; quality." + finding.flaw().code() + " decides");
    }
}
