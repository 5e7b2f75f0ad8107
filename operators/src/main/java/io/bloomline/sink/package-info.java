/**
 * Step 6, write: outcomes become Kafka records. Before: {@code result} and {@code deadletter}.
 */
@NullMarked
package io.bloomline.sink;

import org.jspecify.annotations.NullMarked;
