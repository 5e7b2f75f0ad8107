/** The documents of a benchmark, which are the same each time for the same seed. */
@NullMarked
package io.bloomline.it.benchmark.workload;

import org.jspecify.annotations.NullMarked;
