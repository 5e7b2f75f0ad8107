/**
 * Step 3, micro-batch: requests wait in a pool until the model has a free slot; a refused batch is halved until the
 * guilty request stands alone. Plain Java: clock, scheduler and model are injected. Before: {@code preparation}; next:
 * {@code inference}.
 */
@NullMarked
package io.bloomline.batching;

import org.jspecify.annotations.NullMarked;
