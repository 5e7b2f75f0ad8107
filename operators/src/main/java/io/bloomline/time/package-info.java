/**
 * Time as the steps see it: injected, so that a test turns the clock by hand. Imports no step.
 */
@NullMarked
package io.bloomline.time;

import org.jspecify.annotations.NullMarked;
