package io.bloomline.inference;

import java.io.Serializable;

/**
 * Opens a model. Travels with the job to where the model is used, so it is a small value with equality: subtasks of one
 * TaskManager that hold equal providers share one model.
 */
public interface ModelProvider extends Serializable {

    /**
     * Opens the model; it answers when this returns.
     *
     * @throws io.bloomline.failure.FailureException when it can't be opened: {@code MISCONFIGURED} says what to change,
     *     {@code TRANSIENT} that it may work later
     */
    Model open();
}
