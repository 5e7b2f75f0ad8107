/**
 * What one would write without Bloomline, as Flink jobs between the same topics, with everything but the middle the same,
 * and the calls that they make.
 */
@NullMarked
package io.bloomline.it.benchmark.baseline;

import org.jspecify.annotations.NullMarked;
