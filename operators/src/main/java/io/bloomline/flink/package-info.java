/**
 * The steps as Flink operators. The only package that knows Flink's runtime; it knows no kind of model.
 */
@NullMarked
package io.bloomline.flink;

import org.jspecify.annotations.NullMarked;
