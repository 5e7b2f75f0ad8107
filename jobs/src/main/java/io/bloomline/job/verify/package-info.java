/**
 * Looks whether results carry what they must: their provenance, and the marks that say that a machine made them.
 */
@NullMarked
package io.bloomline.job.verify;

import org.jspecify.annotations.NullMarked;
