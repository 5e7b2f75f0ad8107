package io.bloomline.inference.triton;

/** Where the rows of a batch of token ids are filled up to the length of the longest. */
public enum Padding {
    LEFT,
    RIGHT
}
