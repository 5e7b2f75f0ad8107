/**
 * Step 1, read: bytes from Kafka become a {@link io.bloomline.document.SourceRecord}. Next: {@code preparation}.
 */
@NullMarked
package io.bloomline.source;

import org.jspecify.annotations.NullMarked;
