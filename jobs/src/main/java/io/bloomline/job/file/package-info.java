/**
 * The job file: its options, declared once; the parser that reports every problem with its place; and the records that\n * come out. Knows Kafka and Flink only as maps of settings.
 */
@NullMarked
package io.bloomline.job.file;

import org.jspecify.annotations.NullMarked;
