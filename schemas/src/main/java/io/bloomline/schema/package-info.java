/**
 * The data contract: documents, results and dead letters as Avro records, and how they are read and written as JSON and
 * Avro. Knows neither Kafka nor Flink.
 */
@NullMarked
package io.bloomline.schema;

import org.jspecify.annotations.NullMarked;
