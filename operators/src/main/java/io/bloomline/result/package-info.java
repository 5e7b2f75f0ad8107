/**
 * Step 5, assemble: answers become results with their provenance. Before: {@code inference}; next: {@code sink}.
 */
@NullMarked
package io.bloomline.result;

import org.jspecify.annotations.NullMarked;
