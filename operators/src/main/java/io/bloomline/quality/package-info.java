/**
 * Looks at what a model wrote, before it becomes a result: gates that each know one way in which a text can have gone wrong.
 * QUALITY.md says how each decides, and from what its limits come. Plain Java; knows no step.
 */
@NullMarked
package io.bloomline.quality;

import org.jspecify.annotations.NullMarked;
