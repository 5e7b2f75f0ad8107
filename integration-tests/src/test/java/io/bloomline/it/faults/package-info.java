/** The faults that a data platform has, tried on a cluster of real processes, and what is promised in each. */
@NullMarked
package io.bloomline.it.faults;

import org.jspecify.annotations.NullMarked;
