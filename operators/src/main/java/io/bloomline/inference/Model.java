package io.bloomline.inference;

/**
 * A model that is ready to answer.
 *
 * @param description what it says of itself
 * @param tokenizer   its tokenizer
 * @param client      has it answer; whoever opened the model closes it
 */
public record Model(ModelDescription description, Tokenizer tokenizer, InferenceClient client)
        implements AutoCloseable {

    @Override
    public void close() {
        client.close();
    }
}
