/**
 * The flow of documents from topic to topic as a Flink job, and the settings that it needs of Kafka and Flink.
 */
@NullMarked
package io.bloomline.job.flow;

import org.jspecify.annotations.NullMarked;
