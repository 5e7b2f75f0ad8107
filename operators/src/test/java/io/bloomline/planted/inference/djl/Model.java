package io.bloomline.planted.inference.djl;

/** A kind of model. */
public record Model(String name) {}
