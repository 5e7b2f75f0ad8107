/**
 * Topics of a job as a reader of committed records sees them, for commands that look at what is there.
 */
@NullMarked
package io.bloomline.job.topic;

import org.jspecify.annotations.NullMarked;
