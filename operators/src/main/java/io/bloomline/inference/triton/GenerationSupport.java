package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.GenerationParameters;
import java.util.Set;

/**
 * Which generation parameters a model can be told. One that it can't be told would be left out in silence, and the
 * provenance would state what never was.
 *
 * @param model its name
 * @param roles roles of the inputs that are filled
 */
record GenerationSupport(String model, Set<Role> roles) {

    /** Throws {@code MISCONFIGURED} when the task sets a parameter that the model has no input for. */
    void require(GenerationParameters parameters) {
        if (parameters.isGreedy() || roles.contains(Role.SAMPLING)) {
            return;
        }
        require(true, Role.TEMPERATURE);
        require(parameters.topK() > 0, Role.TOP_K);
        require(parameters.topP() < 1, Role.TOP_P);
    }

    private void require(boolean set, Role role) {
        if (set && !roles.contains(role)) {
            throw new FailureException(Failure.misconfigured(
                    "model-parameter",
                    "The task sets " + role.key() + ", but model " + model + " has no input for it. Leave it out of the"
                            + " task, or name the input (model.tensors." + role.key() + ")."));
        }
    }
}
