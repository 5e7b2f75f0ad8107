/**
 * What is in a job's dead-letter topic: by cause, and back to where it came from.
 */
@NullMarked
package io.bloomline.job.deadletter;

import org.jspecify.annotations.NullMarked;
