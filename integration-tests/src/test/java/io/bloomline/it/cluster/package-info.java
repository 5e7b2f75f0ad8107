/** A cluster of real processes, each of which can be killed, stopped and started again, and the lines between them. */
@NullMarked
package io.bloomline.it.cluster;

import org.jspecify.annotations.NullMarked;
