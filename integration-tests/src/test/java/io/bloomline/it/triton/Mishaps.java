package io.bloomline.it.triton;

import static io.bloomline.it.triton.BadDay.ANSWER_IS_LATE;
import static io.bloomline.it.triton.BadDay.DATA_ARE_BAD;
import static io.bloomline.it.triton.BadDay.MODEL_CANT_DO_IT;
import static io.bloomline.it.triton.BadDay.MODEL_IS_UNKNOWN;
import static io.bloomline.it.triton.BadDay.MODEL_LACKS_SOMETHING;
import static io.bloomline.it.triton.BadDay.MODEL_RAISES;
import static io.bloomline.it.triton.BadDay.MODEL_REFUSES;
import static io.bloomline.it.triton.BadDay.NOBODY_KNOWS_US;
import static io.bloomline.it.triton.BadDay.SHAPE_IS_WRONG;
import static io.bloomline.it.triton.BadDay.VERSION_IS_UNKNOWN;

import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.it.support.kserve.Distortions;
import io.bloomline.it.support.kserve.Reaction;
import io.bloomline.it.triton.BadDay.Verdict;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What may happen to a request instead of its answer, by name, so that a seed chooses the same each time. */
final class Mishaps {

    private static final Reaction LATE = Reaction.after(Day.TIMEOUT.plusMillis(50), Reaction.answer());

    private Mishaps() {}

    /** Those that no document can be blamed for, as often as they happen. */
    static Map<String, Reaction> harmless(Way way) {
        Map<String, Reaction> all = said(
                way,
                Arrays.stream(BadDay.values())
                        .filter(day -> day.verdict() == Verdict.PASSES && !day.isReasonForBlame())
                        .filter(day -> day != ANSWER_IS_LATE));
        all.putAll(said(way, Stream.of(MODEL_IS_UNKNOWN, NOBODY_KNOWS_US, VERSION_IS_UNKNOWN)));
        all.put("a pause", Reaction.after(Duration.ofMillis(20), Reaction.answer()));
        distortions(Distortions.ofAnotherModel(), all);
        if (way.isStreamed()) {
            all.put("the answer twice", Reaction.twice());
            all.put("a stray answer", Reaction.strayFirst());
            all.put("half an answer", Reaction.breakOff("Exceeds maximum queue size"));
            all.put("the stream breaks", Reaction.endStream(Code.UNAVAILABLE, "Socket closed"));
            all.put("the stream ends", Reaction.endStream(Code.OK, ""));
        }
        return all;
    }

    /** Those that look like a document's fault, and are if they go on. */
    static Map<String, Reaction> suspicious(Way way) {
        Map<String, Reaction> all = said(way, Stream.of(DATA_ARE_BAD, MODEL_RAISES, MODEL_CANT_DO_IT, SHAPE_IS_WRONG));
        all.put("silence", Reaction.silence());
        all.put("a late answer", LATE);
        distortions(way.isOfVectors() ? Distortions.ofVectors() : Distortions.ofTexts(), all);
        if (way.isStreamed()) {
            all.put("half an answer", Reaction.breakOff("Error generating stream: oops"));
            all.put("a nameless error", Reaction.namelessError("oops"));
            all.put("the stream fails", Reaction.endStream(Code.INTERNAL, "oops"));
        }
        return all;
    }

    /** Those of which each is a good reason to give a document back if it happens to it every time. */
    static Map<String, Reaction> fatal(Way way) {
        Map<String, Reaction> all = said(
                way, Stream.of(DATA_ARE_BAD, MODEL_RAISES, MODEL_CANT_DO_IT, MODEL_REFUSES, MODEL_LACKS_SOMETHING));
        all.put("silence", Reaction.silence());
        distortions(way.isOfVectors() ? Distortions.ofVectors() : Distortions.ofTexts(), all);
        return all;
    }

    private static Map<String, Reaction> said(Way way, Stream<BadDay> days) {
        Map<String, Reaction> said = new TreeMap<>();
        days.filter(way::knows).forEach(day -> said.put(day.name(), day.reaction()));
        return said;
    }

    private static void distortions(
            Map<String, UnaryOperator<ModelInferResponse>> distortions, Map<String, Reaction> into) {
        distortions.forEach((name, distortion) -> into.put(name, Reaction.distorted(distortion)));
    }
}
