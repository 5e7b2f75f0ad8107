/**
 * The benchmark: this pipeline and its alternatives on the same documents against a simulated GPU, and the most that
 * GPU could do.
 */
@NullMarked
package io.bloomline.it.benchmark;

import org.jspecify.annotations.NullMarked;
