/** The languages that BLOOM was made for: what they are called, how they are written, how much of each it has seen. */
@NullMarked
package io.bloomline.language;

import org.jspecify.annotations.NullMarked;
