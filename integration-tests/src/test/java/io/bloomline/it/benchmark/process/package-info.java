/** Everything that is measured runs in a process of its own; here they are started, watched and ended. */
@NullMarked
package io.bloomline.it.benchmark.process;

import org.jspecify.annotations.NullMarked;
