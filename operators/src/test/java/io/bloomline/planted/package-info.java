/**
 * Breaks each rule of the architecture once, so that the rules are seen to fail. Nothing here is ever run.
 */
@NullMarked
package io.bloomline.planted;

import org.jspecify.annotations.NullMarked;
