/**
 * The way of one document through the steps, in plain Java: read, prepare, micro-batch, infer, assemble.
 */
@NullMarked
package io.bloomline.pipeline;

import org.jspecify.annotations.NullMarked;
