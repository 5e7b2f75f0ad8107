/**
 * A model on Triton, or on another server of the KServe v2 protocol, asked over gRPC. The only package that knows gRPC.
 * {@code ModelBinding} says which tensors carry what; no Flink here.
 */
@NullMarked
package io.bloomline.inference.triton;

import org.jspecify.annotations.NullMarked;
