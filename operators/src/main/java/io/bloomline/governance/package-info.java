/**
 * What people may want of their data: that it isn't shown to a model, or not all of it, or not without their consent.
 * GOVERNANCE.md says what is promised. Plain Java; knows no step.
 */
@NullMarked
package io.bloomline.governance;

import org.jspecify.annotations.NullMarked;
