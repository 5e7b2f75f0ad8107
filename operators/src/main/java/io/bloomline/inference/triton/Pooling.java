package io.bloomline.inference.triton;

/** How the vector of a text is made of the vectors of its tokens; it is scaled to length one. */
public enum Pooling {
    /** The mean of all tokens. */
    MEAN,
    /** The first token's, as BERT's {@code [CLS]}. */
    FIRST,
    /** The last token's, as decoder models are trained. */
    LAST
}
