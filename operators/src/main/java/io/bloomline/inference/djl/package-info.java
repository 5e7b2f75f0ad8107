/**
 * A model inside this process, run by DJL on ONNX Runtime. The only package that knows DJL.
 */
@NullMarked
package io.bloomline.inference.djl;

import org.jspecify.annotations.NullMarked;
