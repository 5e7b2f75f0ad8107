/**
 * Step 2, prepare: a task turns a document into inference requests within the model's limits, and says what becomes of
 * the answers. Before: {@code source}; next: {@code batching}.
 */
@NullMarked
package io.bloomline.preparation;

import org.jspecify.annotations.NullMarked;
