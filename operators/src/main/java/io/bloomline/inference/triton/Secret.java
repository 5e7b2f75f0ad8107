package io.bloomline.inference.triton;

import java.io.Serializable;

/**
 * A value that must be seen nowhere: its text form doesn't show it. It does travel with the job, as Java serializes it.
 *
 * @param value the value itself
 */
public record Secret(String value) implements Serializable {

    /** Shows that there is one, and nothing of it. */
    @Override
    public String toString() {
        return "***";
    }
}
