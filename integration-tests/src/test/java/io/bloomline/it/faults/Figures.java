package io.bloomline.it.faults;

import java.time.Duration;
import java.util.Locale;

/**
 * What happened in a trial.
 *
 * @param documents    that have an outcome
 * @param deadLetters  how many of those came back
 * @param again        how often the model was asked for a document that it had been asked for
 * @param restores     how often the job was restored from a checkpoint or savepoint
 * @param mostUnderWay most documents that had been written and not yet seen at any moment
 * @param longestWait  of a reader, after a fault had ended, for all that had been written before
 */
record Figures(int documents, int deadLetters, int again, int restores, int mostUnderWay, Duration longestWait) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d documents, %,d dead letters, %,d asked for again, %d restores, at most %,d under way,"
                        + " readers waited %.1f s",
                documents,
                deadLetters,
                again,
                restores,
                mostUnderWay,
                longestWait.toMillis() / 1000.0);
    }
}
