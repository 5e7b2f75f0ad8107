/**
 * What must be right outside of the job file before the job can start: Kafka, its topics, the model.
 */
@NullMarked
package io.bloomline.job.check;

import org.jspecify.annotations.NullMarked;
