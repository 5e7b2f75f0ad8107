package io.bloomline.inference.triton;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the job file says of a model's tensors, where their names don't say enough.
 *
 * @param tensors      names of tensors by what they are for ({@code model.tensors.<role>})
 * @param values       fixed values of further inputs by their names ({@code model.inputs.<tensor>}), one element or a JSON
 *                     array; they go before what the task says. For the input that holds all sampling parameters, a JSON
 *                     object whose members are sent along
 * @param padding      where rows are filled up ({@code model.padding}); null for right
 * @param pooling      how token vectors become one ({@code model.pooling}); null for the mean
 * @param padId        token id that rows are filled up with ({@code model.pad-id}), at least 0; null for 0, and to send
 *                     texts of a model without a mask one by one, because nothing tells it what is filling
 * @param echoesPrompt whether the model repeats the prompt before its answer and can't be told not to
 *                     ({@code model.echoes-prompt}); it is then cut off
 */
public record BindingOverrides(
        Map<Role, String> tensors,
        Map<String, String> values,
        @Nullable Padding padding,
        @Nullable Pooling pooling,
        @Nullable Integer padId,
        boolean echoesPrompt)
        implements Serializable {

    /** Nothing said: names and shapes must do. */
    public static final BindingOverrides NONE = new BindingOverrides(Map.of(), Map.of(), null, null, null, false);

    public BindingOverrides {
        tensors = Map.copyOf(tensors);
        values = Map.copyOf(values);
        if (padId != null && padId < 0) {
            throw new IllegalArgumentException("padId is " + padId + "; it must be at least 0");
        }
    }
}
