/** The broker, the topics and the jobs of a benchmark. Everything that is measured runs in a process of its own. */
@NullMarked
package io.bloomline.it.benchmark.process;

import org.jspecify.annotations.NullMarked;
