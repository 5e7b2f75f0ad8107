package io.bloomline.governance;

import java.io.Serializable;

/** Where opt-outs are said. Travels with the job; equal ones are read once per process. */
public interface OptOutFeed extends Serializable {

    /** Distinguishes what was read of it from what was read of another. */
    String name();

    /**
     * Reads all that is there now into a table before it returns, then whatever comes, on a thread of its own.
     *
     * @return ends the reading
     * @throws RuntimeException when it can't be read
     */
    Reading follow(OptOutTable table);

    /** The reading of a feed. */
    interface Reading extends AutoCloseable {
        @Override
        void close();
    }
}
