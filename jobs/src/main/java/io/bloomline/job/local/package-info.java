/**
 * Everything in one process, to try it out: a broker, a Flink cluster, sample documents.
 */
@NullMarked
package io.bloomline.job.local;

import org.jspecify.annotations.NullMarked;
